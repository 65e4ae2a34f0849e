using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>What a tax report divides its days into; the first and the last part may be shorter.</summary>
public enum TaxInterval
{
    Whole,
    Month,
    Quarter,
    Year,
}

/// <summary>Whether a tax was charged to customers or by vendors.</summary>
public enum TaxSide
{
    Sales,
    Purchases,
}

/// <param name="Total">Of all days.</param>
/// <param name="Periods">The same for each part, in order; none where the days are not divided.</param>
/// <param name="Basis">When invoices and bills count.</param>
public sealed record TaxReport(TaxPeriod Total, IReadOnlyList<TaxPeriod> Periods, Basis Basis = Basis.Accrual)
{
    /// <param name="periods">The whole, then its parts.</param>
    /// <param name="before">Beside each of them; null where nothing is compared.</param>
    /// <param name="moved">In those periods, and behind them in those before.</param>
    /// <param name="basis">On which they were read.</param>
    /// <param name="currency">Of the books.</param>
    internal static TaxReport Of(IReadOnlyList<ReportPeriod> periods, IReadOnlyList<ReportPeriod>? before, ILookup<int, TaxMoved> moved, Basis basis, Currency currency)
    {
        var all = periods.Select((period, place) => TaxPeriod.Of(
            period, [.. moved[place]], before?[place], before is null ? [] : [.. moved[periods.Count + place]], currency)).ToList();
        return new(all[0], all[1..], basis);
    }
}

/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Lines">Sales before purchases, by name and percentage.</param>
/// <param name="Net">What was sold without tax.</param>
/// <param name="Tax">What was charged on that.</param>
/// <param name="PurchasesNet">What was bought without tax.</param>
/// <param name="PurchasesTax">What vendors charged on that.</param>
/// <param name="Other">What moved in the accounts of taxes besides: payments to the tax office, entries by hand. Above zero more is owed.</param>
/// <param name="Moved">Credits less debits of the accounts of taxes: tax on sales less that on purchases, and other.</param>
/// <param name="Compared">The same of the period beside it; null where there is none.</param>
public sealed record TaxPeriod(
    DateOnly From, DateOnly To, IReadOnlyList<TaxLine> Lines, Money Net, Money Tax, Money PurchasesNet, Money PurchasesTax, Money Other, Money Moved, TaxCompared? Compared = null)
{
    internal static TaxPeriod Of(ReportPeriod period, IReadOnlyList<TaxMoved> moved, ReportPeriod? before, IReadOnlyList<TaxMoved> movedBefore, Currency currency)
    {
        var (now, then) = (TaxSums.Of(moved), TaxSums.Of(movedBefore));
        var lines = moved.Concat(movedBefore).Where(one => one.Name is not null).Select(one => one.Line).Distinct().Order()
            .Select(line => new TaxLine(
                line.Side, line.Name!, line.Percent, line.Category, Money(now.NetOf(line)), Money(now.TaxOf(line)),
                before is null ? null : Money(then.NetOf(line)), before is null ? null : Money(then.TaxOf(line)))).ToList();
        return new(
            period.From, period.To, lines, Money(now.Net(TaxSide.Sales)), Money(now.Tax(TaxSide.Sales)), Money(now.Net(TaxSide.Purchases)), Money(now.Tax(TaxSide.Purchases)),
            Money(now.Other), Money(now.Moved), before is not { } other ? null : new(
                other.From, other.To, Money(then.Net(TaxSide.Sales)), Money(then.Tax(TaxSide.Sales)), Money(then.Net(TaxSide.Purchases)), Money(then.Tax(TaxSide.Purchases)),
                Money(then.Other), Money(then.Moved)));

        Money Money(long minor) => new(minor, currency);
    }
}

/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Net">What was sold without tax.</param>
/// <param name="Tax">What was charged on that.</param>
/// <param name="PurchasesNet">What was bought without tax.</param>
/// <param name="PurchasesTax">What vendors charged on that.</param>
/// <param name="Other">What moved in the accounts of taxes besides.</param>
/// <param name="Moved">Credits less debits of the accounts of taxes.</param>
public sealed record TaxCompared(DateOnly From, DateOnly To, Money Net, Money Tax, Money PurchasesNet, Money PurchasesTax, Money Other, Money Moved);

/// <param name="Side">Sales or purchases.</param>
/// <param name="Name">Of the tax.</param>
/// <param name="Percent">Of the net amount.</param>
/// <param name="Category">Why it is what it is.</param>
/// <param name="Net">What it was charged on, in the base currency; of a document in another one, by the rate that it was posted at.</param>
/// <param name="Tax">What was posted.</param>
/// <param name="ComparedNet">What it was charged on in the period beside it; null where there is none.</param>
/// <param name="ComparedTax">What was posted in the period beside it.</param>
public sealed record TaxLine(TaxSide Side, string Name, decimal Percent, TaxCategory Category, Money Net, Money Tax, Money? ComparedNet = null, Money? ComparedTax = null);

/// <summary>What moved within one period, in minor units of the base currency; above zero more is owed.</summary>
/// <param name="Place">Which of the periods that were asked for, from 0 on.</param>
/// <param name="Side">Sales or purchases; the first where no document charged it.</param>
/// <param name="Name">Of the tax; null for what no document charged.</param>
/// <param name="Percent">Of the net amount.</param>
/// <param name="Category">Why it is what it is.</param>
/// <param name="NetMinor">What it was charged on.</param>
/// <param name="TaxMinor">What was posted.</param>
public sealed record TaxMoved(int Place, TaxSide Side, string? Name, decimal Percent, TaxCategory Category, long NetMinor, long TaxMinor)
{
    internal (TaxSide Side, string? Name, decimal Percent, TaxCategory Category) Line => (Side, Name, Percent, Category);
}

/// <summary>What documents charged and what moved in the accounts of taxes, of the current organization in the current transaction.</summary>
public interface ITaxMovements
{
    /// <summary>By period, tax and percentage. All together they are what moved in the accounts.</summary>
    /// <param name="periods">They may overlap.</param>
    /// <param name="basis">When invoices and bills count.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<IReadOnlyList<TaxMoved>> ReadAsync(IReadOnlyList<ReportPeriod> periods, Basis basis, CancellationToken ct);
}

/// <summary>What one period comes to, in minor units.</summary>
internal sealed record TaxSums(IReadOnlyDictionary<(TaxSide Side, string? Name, decimal Percent, TaxCategory Category), (long Net, long Tax)> Lines, long Moved)
{
    public long Other => Moved - Tax(TaxSide.Sales) + Tax(TaxSide.Purchases);

    // What vendors charged makes less owed, and is told as they charged it.
    public static TaxSums Of(IReadOnlyList<TaxMoved> moved) => new(
        moved.Where(one => one.Name is not null).GroupBy(one => one.Line).ToDictionary(
            line => line.Key, line => (line.Sum(one => one.NetMinor), line.Sum(one => line.Key.Side == TaxSide.Sales ? one.TaxMinor : -one.TaxMinor))),
        moved.Sum(one => one.TaxMinor));

    public long NetOf((TaxSide Side, string? Name, decimal Percent, TaxCategory Category) line) => Lines.GetValueOrDefault(line).Net;

    public long TaxOf((TaxSide Side, string? Name, decimal Percent, TaxCategory Category) line) => Lines.GetValueOrDefault(line).Tax;

    public long Net(TaxSide side) => Lines.Where(line => line.Key.Side == side).Sum(line => line.Value.Net);

    public long Tax(TaxSide side) => Lines.Where(line => line.Key.Side == side).Sum(line => line.Value.Tax);
}

internal static class TaxPeriods
{
    /// <summary>Whole months, quarters or years of the calendar, cut at both ends.</summary>
    public static IEnumerable<ReportPeriod> Of(DateOnly from, DateOnly to, TaxInterval by)
    {
        for (var first = from; first <= to;)
        {
            var last = Last(first, by);
            yield return new(first, last < to ? last : to);
            if (last >= to)
                yield break;
            first = last.AddDays(1);
        }
    }

    private static DateOnly Last(DateOnly day, TaxInterval by)
    {
        var month = by switch { TaxInterval.Month => day.Month, TaxInterval.Quarter => (day.Month + 2) / 3 * 3, TaxInterval.Year => 12, _ => 0 };
        return month == 0 ? DateOnly.MaxValue : new DateOnly(day.Year, month, DateTime.DaysInMonth(day.Year, month));
    }
}

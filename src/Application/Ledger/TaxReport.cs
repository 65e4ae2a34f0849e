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
public sealed record TaxReport(TaxPeriod Total, IReadOnlyList<TaxPeriod> Periods)
{
    internal static TaxReport Of(ReportPeriod whole, TaxInterval by, IReadOnlyList<TaxMoved> moved, Currency currency) => new(
        TaxPeriod.Of(whole, moved, currency),
        by == TaxInterval.Whole ? [] : [.. TaxPeriods.Of(whole.From, whole.To, by).Select(part => TaxPeriod.Of(part, [.. moved.Where(one => one.IsWithin(part))], currency))]);
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
public sealed record TaxPeriod(
    DateOnly From, DateOnly To, IReadOnlyList<TaxLine> Lines, Money Net, Money Tax, Money PurchasesNet, Money PurchasesTax, Money Other, Money Moved)
{
    internal static TaxPeriod Of(ReportPeriod period, IReadOnlyList<TaxMoved> moved, Currency currency)
    {
        var lines = moved.Where(one => one.Name is not null).GroupBy(one => (one.Side, one.Name, one.Percent, one.Category)).OrderBy(group => group.Key)
            .Select(group => new TaxLine(
                group.Key.Side, group.Key.Name!, group.Key.Percent, group.Key.Category, Sum(group.Select(one => one.NetMinor)),
                Sum(group.Select(one => group.Key.Side == TaxSide.Sales ? one.TaxMinor : -one.TaxMinor)))).ToList();
        var (sold, bought, all) = (Tax(TaxSide.Sales), Tax(TaxSide.Purchases), Sum(moved.Select(one => one.TaxMinor)));
        return new(period.From, period.To, lines, Net(TaxSide.Sales), sold, Net(TaxSide.Purchases), bought, all - sold + bought, all);

        Money Net(TaxSide side) => Sum(lines.Where(line => line.Side == side).Select(line => line.Net.Minor));

        Money Tax(TaxSide side) => Sum(lines.Where(line => line.Side == side).Select(line => line.Tax.Minor));

        Money Sum(IEnumerable<long> minors) => new(minors.Sum(), currency);
    }
}

/// <param name="Side">Sales or purchases.</param>
/// <param name="Name">Of the tax.</param>
/// <param name="Percent">Of the net amount.</param>
/// <param name="Category">Why it is what it is.</param>
/// <param name="Net">What it was charged on, in the base currency; of a document in another one, by the rate that it was posted at.</param>
/// <param name="Tax">What was posted.</param>
public sealed record TaxLine(TaxSide Side, string Name, decimal Percent, TaxCategory Category, Money Net, Money Tax);

/// <summary>What moved within one month, in minor units of the base currency; above zero more is owed.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Side">Sales or purchases; the first where no document charged it.</param>
/// <param name="Name">Of the tax; null for what no document charged.</param>
/// <param name="Percent">Of the net amount.</param>
/// <param name="Category">Why it is what it is.</param>
/// <param name="NetMinor">What it was charged on.</param>
/// <param name="TaxMinor">What was posted.</param>
public sealed record TaxMoved(DateOnly Month, TaxSide Side, string? Name, decimal Percent, TaxCategory Category, long NetMinor, long TaxMinor)
{
    internal bool IsWithin(ReportPeriod part) => Month >= new DateOnly(part.From.Year, part.From.Month, 1) && Month <= part.To;
}

/// <summary>What documents charged and what moved in the accounts of taxes, of the current organization in the current transaction.</summary>
public interface ITaxMovements
{
    /// <summary>By month, tax and percentage. All together they are what moved in the accounts.</summary>
    Task<IReadOnlyList<TaxMoved>> ReadAsync(ReportPeriod period, CancellationToken ct);
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

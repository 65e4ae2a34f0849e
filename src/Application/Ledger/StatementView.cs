using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="From">The first day; null where the statement is of one day.</param>
/// <param name="To">The last day.</param>
/// <param name="ComparedFrom">The first day of the period beside it.</param>
/// <param name="ComparedTo">The last day of the period beside it; null where there is none.</param>
/// <param name="Sections">In the order in which they are read.</param>
/// <param name="Basis">When invoices and bills count.</param>
public sealed record StatementView(DateOnly? From, DateOnly To, DateOnly? ComparedFrom, DateOnly? ComparedTo, IReadOnlyList<StatementSectionView> Sections, Basis Basis = Basis.Accrual)
{
    /// <summary>Puts the two beside each other: a line that only one of them has is zero in the other.</summary>
    internal static StatementView Of(Statement statement, ReportPeriod period, bool isOfDay, Statement? compared, ReportPeriod? before, Currency currency, Basis basis) => new(
        isOfDay ? null : period.From, period.To, isOfDay ? null : before?.From, before?.To,
        [.. statement.Sections.Select(section => StatementSectionView.Of(section, compared?[section.Key], currency))], basis);
}

/// <param name="Key">Stable.</param>
/// <param name="Title">For people.</param>
/// <param name="Lines">None where it is a sum of the sections above.</param>
/// <param name="Total">What it comes to.</param>
/// <param name="Compared">The same of the period beside it.</param>
public sealed record StatementSectionView(string Key, string Title, IReadOnlyList<StatementLineView> Lines, Money Total, Money? Compared)
{
    internal static StatementSectionView Of(StatementSection section, StatementSection? compared, Currency currency)
    {
        var earlier = compared?.Lines.ToDictionary(line => line.Key) ?? [];
        var lines = section.Lines.Select(line => View(line, line.Minor, earlier.GetValueOrDefault(line.Key)?.Minor ?? 0))
            .Concat(earlier.Values.Where(line => section.Lines.All(now => now.Key != line.Key)).Select(line => View(line, 0, line.Minor)));
        return new(section.Key, section.Title, [.. lines.OrderBy(line => line.AccountId is null).ThenBy(line => line.Key, StringComparer.Ordinal)],
            new Money(section.Minor, currency), compared is null ? null : new Money(compared.Minor, currency));

        StatementLineView View(StatementLine line, long now, long before) => new(
            line.Key, line.Title, line.Account, new Money(now, currency), compared is null ? null : new Money(before, currency));
    }
}

/// <param name="Key">The account's code, or what the line is worked out as.</param>
/// <param name="Title">For people.</param>
/// <param name="AccountId">Null for a line that is worked out.</param>
/// <param name="Amount">With the sign that the statement gives it.</param>
/// <param name="Compared">The same of the period beside it.</param>
public sealed record StatementLineView(string Key, string Title, AccountId? AccountId, Money Amount, Money? Compared);

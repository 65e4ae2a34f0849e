using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="ProjectId">Null for a column of several projects or of none.</param>
/// <param name="Title">For people.</param>
public sealed record ProjectColumn(ProjectId? ProjectId, string Title);

/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Columns">The projects by code, then the rest of them where there is one, what is counted by none, and the total.</param>
/// <param name="Sections">In the order in which they are read.</param>
public sealed record ProjectStatementView(DateOnly From, DateOnly To, IReadOnlyList<ProjectColumn> Columns, IReadOnlyList<ProjectStatementSection> Sections)
{
    internal static ProjectStatementView Of(ReportPeriod period, IReadOnlyList<ProjectColumn> columns, IReadOnlyList<Statement> statements, Currency currency) => new(
        period.From, period.To, columns, [.. statements[^1].Sections.Select(section => SectionOf([.. statements.Select(statement => statement[section.Key])], currency))]);

    // What adds up to nothing in one column may be something in another.
    private static ProjectStatementSection SectionOf(IReadOnlyList<StatementSection> parts, Currency currency)
    {
        var lines = parts.Select(part => part.Lines.ToDictionary(line => line.Key, line => line.Minor)).ToList();
        return new(
            parts[0].Key, parts[0].Title,
            [
                .. parts.SelectMany(part => part.Lines).DistinctBy(line => line.Key).OrderBy(line => line.Key, StringComparer.Ordinal)
                    .Select(line => new ProjectStatementLine(
                        line.Key, line.Title, line.Account, [.. lines.Select(part => new Money(part.GetValueOrDefault(line.Key), currency))])),
            ],
            [.. parts.Select(part => new Money(part.Minor, currency))]);
    }
}

/// <param name="Key">Stable.</param>
/// <param name="Title">For people.</param>
/// <param name="Lines">None where it is a sum of the sections above.</param>
/// <param name="Totals">What it comes to, column by column.</param>
public sealed record ProjectStatementSection(string Key, string Title, IReadOnlyList<ProjectStatementLine> Lines, IReadOnlyList<Money> Totals);

/// <param name="Key">The account's code.</param>
/// <param name="Title">For people.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Amounts">With the sign that the statement gives them, column by column.</param>
public sealed record ProjectStatementLine(string Key, string Title, AccountId? AccountId, IReadOnlyList<Money> Amounts);

using Financbase.Application.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Pages.Reports;

/// <summary>What is open with customers or vendors, as it is drawn.</summary>
/// <param name="Title">Of the table.</param>
/// <param name="Party">What those are called with whom something is open.</param>
/// <param name="AsOf">Days are counted up to this one.</param>
/// <param name="Rows">By name.</param>
/// <param name="Totals">Of all rows.</param>
/// <param name="Compare">What is put beside it.</param>
/// <param name="Before">The earlier day beside it; null where there is none.</param>
/// <param name="TotalsBefore">Of all rows on that day.</param>
public sealed record AgedTable(
    string Title, string Party, DateOnly AsOf, IReadOnlyList<AgedTableRow> Rows, AgedAmounts Totals, Comparison Compare, DateOnly? Before, AgedAmounts? TotalsBefore)
{
    public static IReadOnlyList<(string Word, Func<AgedAmounts, Money> Of)> Columns { get; } =
    [
        ("Not due", amounts => amounts.NotDue), ("1–30 days", amounts => amounts.Days30), ("31–60", amounts => amounts.Days60), ("61–90", amounts => amounts.Days90),
        ("Older", amounts => amounts.Older), ("Credit", amounts => amounts.Credit), ("Total", amounts => amounts.Total),
    ];
}

/// <param name="Name">Of whom.</param>
/// <param name="Documents">The list of the documents.</param>
/// <param name="Amounts">How much.</param>
/// <param name="Before">How much on the earlier day.</param>
public sealed record AgedTableRow(string Name, string? Documents, AgedAmounts Amounts, AgedAmounts? Before);

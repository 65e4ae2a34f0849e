using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <param name="Open">All that is still to be paid, in the base currency as the books keep it; credits are not taken off.</param>
/// <param name="Overdue">Of that, what was due before today.</param>
/// <param name="OverdueCount">How many documents that is.</param>
/// <param name="Weeks">By when it is due, within the weeks of a forecast.</param>
/// <param name="HasAny">There is a document at all, be it a draft.</param>
public sealed record DueItems(Money Open, Money Overdue, long OverdueCount, IReadOnlyList<DueInWeek> Weeks, bool HasAny);

/// <summary>Open documents by the day on which they are due, of the current organization in the current transaction.</summary>
public interface IDueItems
{
    /// <summary>Invoices.</summary>
    Task<DueItems> ReadReceivablesAsync(DateOnly today, CancellationToken ct);

    /// <summary>Bills.</summary>
    Task<DueItems> ReadPayablesAsync(DateOnly today, CancellationToken ct);
}

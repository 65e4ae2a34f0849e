using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>The one writer of the current organization's books, in the current transaction.</summary>
public interface ILedger
{
    /// <summary>
    /// Writes the entry, adds it to the balances and books its event. The database is the last word on what is refused here: an entry out
    /// of balance, an account that is archived or another organization's, a day that is closed, a second reversal.
    /// </summary>
    /// <exception cref="Domain.SharedKernel.DomainException"><c>ledger.account_not_postable</c>, <c>ledger.period_locked</c>.</exception>
    Task PostAsync(JournalEntry entry, CancellationToken ct);

    Task<JournalEntry?> FindAsync(JournalEntryId id, CancellationToken ct);

    /// <summary>Waits until nobody posts and lets nobody post until the transaction ends, for whoever closes a period or an account.</summary>
    Task HoldAsync(CancellationToken ct);
}

using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>The one writer of the current organization's books, in the current transaction.</summary>
public interface ILedger
{
    /// <summary>
    /// Writes the entry, adds it to the balances and books its event. The database is the last word on what is refused here: an entry out
    /// of balance, an account that is archived or another organization's, a day that is closed, a second reversal.
    /// </summary>
    /// <exception cref="Domain.SharedKernel.DomainException">
    /// <c>ledger.account_not_postable</c>, <c>ledger.currency_needed</c>, <c>ledger.period_locked</c>, <c>ledger.already_posted</c>.
    /// </exception>
    Task PostAsync(JournalEntry entry, CancellationToken ct);

    /// <summary>The same for many at once, which costs little more than for one; all or none.</summary>
    /// <exception cref="Domain.SharedKernel.DomainException">As for one.</exception>
    Task PostAsync(IReadOnlyCollection<JournalEntry> entries, CancellationToken ct);

    Task<JournalEntry?> FindAsync(JournalEntryId id, CancellationToken ct);

    /// <summary>The entry of this kind that was posted for the document.</summary>
    Task<JournalEntry?> FindAsync(SourceDocument document, CancellationToken ct);

    /// <summary>The entries of this kind that were posted for these documents, those that were not reversed.</summary>
    Task<IReadOnlyList<JournalEntry>> FindAsync(JournalEntrySource source, string kind, IReadOnlyCollection<Guid> documents, CancellationToken ct);

    /// <summary>Posts the mirror image of each entry on its own day, all or none.</summary>
    /// <exception cref="Domain.SharedKernel.DomainException">As for one.</exception>
    Task ReverseAsync(IReadOnlyCollection<JournalEntry> entries, string? reason, CancellationToken ct);

    /// <summary>Posts the mirror image of an entry and books both of its events.</summary>
    /// <param name="entry">Not reversed yet, and no reversal itself.</param>
    /// <param name="date">Not before the entry's own day.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="Domain.SharedKernel.DomainException"><c>ledger.already_reversed</c>, <c>ledger.period_locked</c> and what <see cref="JournalEntry.Reverse"/> refuses.</exception>
    Task<JournalEntry> ReverseAsync(JournalEntry entry, DateOnly date, string? reason, CancellationToken ct);

    /// <summary>Joins the ledger for something that counts on a day but has no entry.</summary>
    /// <exception cref="Domain.SharedKernel.DomainException"><c>ledger.period_locked</c>.</exception>
    Task RequireOpenAsync(DateOnly day, CancellationToken ct);

    /// <summary>From now on and until the transaction ends nobody closes a period, archives an account or changes what is posted where.</summary>
    Task JoinAsync(CancellationToken ct);

    /// <summary>Waits until nobody posts and lets nobody post until the transaction ends, for whoever closes a period or an account.</summary>
    Task HoldAsync(CancellationToken ct);
}

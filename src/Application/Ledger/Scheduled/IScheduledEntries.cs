using Financbase.Application.Paging;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>Schedules of the current organization, and the entries that were posted for them.</summary>
public interface IScheduledEntries
{
    /// <summary>Lets nobody else change this schedule until the transaction ends. Ask before it is read.</summary>
    Task HoldAsync(ScheduledEntryId id, CancellationToken ct);

    Task<Page<ScheduledEntrySummary>> ListAsync(ScheduledEntryFilter filter, PageRequest page, CancellationToken ct);

    Task<ScheduledEntryView?> FindAsync(ScheduledEntryId id, CancellationToken ct);

    /// <summary>Schedules of which a portion is due, by their ids.</summary>
    /// <param name="today">Due on this day or before.</param>
    /// <param name="after">Only those behind this one; null for the first.</param>
    /// <param name="most">So many at a time.</param>
    /// <param name="ct">Ends it.</param>
    Task<IReadOnlyList<DueScheduledEntry>> ListDueAsync(DateOnly today, ScheduledEntryId? after, int most, CancellationToken ct);

    /// <summary>Schedules of which a portion comes up to a day, with each of their accounts that holds money.</summary>
    Task<IReadOnlyList<(ScheduledEntry Schedule, AccountId Account)>> ListMoneyAsync(DateOnly through, CancellationToken ct);

    /// <summary>Entries that were posted for it and not taken back, in the order of their days.</summary>
    Task<IReadOnlyList<JournalEntryId>> ListStandingAsync(ScheduledEntryId id, CancellationToken ct);
}

/// <param name="Id">The schedule.</param>
/// <param name="FailureCode">What kept its portion from being posted the last time, which is told already.</param>
public sealed record DueScheduledEntry(ScheduledEntryId Id, string? FailureCode);

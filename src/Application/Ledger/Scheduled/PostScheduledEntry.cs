using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>Schedules of which a portion is due on the organization's own day.</summary>
/// <param name="After">Only those behind this one; null for the first.</param>
/// <param name="Most">So many at a time.</param>
[PlatformOnly]
public sealed record ListDueScheduledEntries(ScheduledEntryId? After, int Most) : IQuery<IReadOnlyList<DueScheduledEntry>>;

internal sealed class ListDueScheduledEntriesHandler(IScheduledEntries schedules, DocumentReferences references)
    : IHandler<ListDueScheduledEntries, IReadOnlyList<DueScheduledEntry>>
{
    public async Task<Result<IReadOnlyList<DueScheduledEntry>>> Handle(ListDueScheduledEntries request, CancellationToken cancellationToken)
    {
        DueScheduledEntry[] due = [.. await schedules.ListDueAsync(await references.TodayAsync(cancellationToken), request.After, request.Most, cancellationToken)];
        return due;
    }
}

/// <summary>Posts the next portion that is due of a schedule: all of it or nothing, and once however often it is asked.</summary>
/// <returns>Whether another one is due.</returns>
[PlatformOnly]
[Audited("scheduled_entry.post", "Posted a portion of a scheduled entry")]
public sealed record PostScheduledEntry(ScheduledEntryId Id) : ICommand<bool>;

internal sealed class PostScheduledEntryHandler(IRepository<ScheduledEntry> schedules, IScheduledEntries held, ScheduledPosting posting) : IHandler<PostScheduledEntry, bool>
{
    public async Task<Result<bool>> Handle(PostScheduledEntry command, CancellationToken cancellationToken)
    {
        await held.HoldAsync(command.Id, cancellationToken);
        return await schedules.FindAsync(command.Id, cancellationToken) is { } schedule && await posting.PostOneAsync(schedule, cancellationToken);
    }
}

/// <summary>Keeps why a portion could not be posted, and tells it: once for the same reason.</summary>
[PlatformOnly]
[Audited("scheduled_entry.fail", "Could not post a portion of a scheduled entry")]
public sealed record NoteScheduledFailure(ScheduledEntryId Id, Error Why) : ICommand<Done>;

internal sealed class NoteScheduledFailureHandler(IRepository<ScheduledEntry> schedules, IScheduledEntries held, DocumentReferences references)
    : IHandler<NoteScheduledFailure, Done>
{
    public async Task<Result<Done>> Handle(NoteScheduledFailure command, CancellationToken cancellationToken)
    {
        await held.HoldAsync(command.Id, cancellationToken);
        if (await schedules.FindAsync(command.Id, cancellationToken) is { } schedule && schedule.IsDue(await references.TodayAsync(cancellationToken)))
            schedule.Fail(command.Why);
        return new Done();
    }
}

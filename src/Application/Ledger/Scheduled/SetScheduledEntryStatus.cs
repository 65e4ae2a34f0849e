using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>Posts nothing of a schedule until it is resumed.</summary>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("scheduled_entry.pause", "Paused a scheduled entry")]
public sealed record PauseScheduledEntry(ScheduledEntryId Id) : ICommand<Done>;

/// <summary>Goes on with a schedule, and posts at once what fell due meanwhile: the sum is to be in the books in the end.</summary>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("scheduled_entry.resume", "Resumed a scheduled entry")]
public sealed record ResumeScheduledEntry(ScheduledEntryId Id) : ICommand<Done>;

/// <summary>What a schedule leaves behind when it is cancelled.</summary>
public enum ScheduledEnding
{
    /// <summary>What is posted; nothing else.</summary>
    KeepPosted,

    /// <summary>Nothing: what is posted is reversed.</summary>
    ReversePosted,

    /// <summary>The whole total: what is left is posted by one entry.</summary>
    PostRest,
}

/// <summary>Posts nothing of a schedule month by month any more.</summary>
/// <param name="Id">The schedule. One that is over can still be cancelled to reverse what is posted.</param>
/// <param name="Ending">What it leaves behind.</param>
/// <param name="Date">The day of what is posted by that, an open one; null takes today. No reversal comes before its entry.</param>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("scheduled_entry.cancel", "Cancelled a scheduled entry")]
public sealed record CancelScheduledEntry(ScheduledEntryId Id, ScheduledEnding Ending = ScheduledEnding.KeepPosted, DateOnly? Date = null) : ICommand<CancelledScheduledEntry>;

/// <param name="Entries">How many entries were posted by that.</param>
public sealed record CancelledScheduledEntry(int Entries);

internal sealed class CancelScheduledEntryValidator : AbstractValidator<CancelScheduledEntry>
{
    public CancelScheduledEntryValidator()
    {
        RuleFor(cancel => cancel.Ending).IsInEnum().WithMessage("Choose keepPosted, reversePosted or postRest.");
        RuleFor(cancel => cancel.Date).Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
    }
}

internal sealed class PauseScheduledEntryHandler(ScheduledDesk desk) : IHandler<PauseScheduledEntry, Done>
{
    public Task<Result<Done>> Handle(PauseScheduledEntry command, CancellationToken cancellationToken) => desk.ChangeAsync(
        command.Id,
        schedule =>
        {
            schedule.Pause();
            return Task.FromResult(new Done());
        },
        cancellationToken);
}

internal sealed class ResumeScheduledEntryHandler(ScheduledDesk desk, ScheduledPosting posting) : IHandler<ResumeScheduledEntry, Done>
{
    public Task<Result<Done>> Handle(ResumeScheduledEntry command, CancellationToken cancellationToken) => desk.ChangeAsync(
        command.Id,
        async schedule =>
        {
            schedule.Resume();
            await posting.PostDueAsync(schedule, cancellationToken);
            return new Done();
        },
        cancellationToken);
}

internal sealed class CancelScheduledEntryHandler(ScheduledDesk desk, IScheduledEntries schedules, ILedger ledger, DocumentReferences references)
    : IHandler<CancelScheduledEntry, CancelledScheduledEntry>
{
    public Task<Result<CancelledScheduledEntry>> Handle(CancelScheduledEntry command, CancellationToken cancellationToken) => desk.ChangeAsync(
        command.Id,
        async schedule =>
        {
            var day = command.Date ?? await references.TodayAsync(cancellationToken);
            return new CancelledScheduledEntry(command.Ending switch
            {
                ScheduledEnding.PostRest => await PostRestAsync(schedule, day, cancellationToken),
                ScheduledEnding.ReversePosted => await ReverseAsync(schedule, day, cancellationToken),
                _ => Keep(schedule),
            });
        },
        cancellationToken);

    private static int Keep(ScheduledEntry schedule)
    {
        schedule.Cancel(takesBack: false);
        return 0;
    }

    private async Task<int> PostRestAsync(ScheduledEntry schedule, DateOnly day, CancellationToken ct)
    {
        var entry = schedule.RestEntry(day);
        schedule.Cancel(takesBack: false);
        await ledger.PostAsync(entry, ct);
        return 1;
    }

    private async Task<int> ReverseAsync(ScheduledEntry schedule, DateOnly day, CancellationToken ct)
    {
        var standing = await schedules.ListStandingAsync(schedule.Id, ct);
        schedule.Cancel(takesBack: standing.Count > 0);
        foreach (var id in standing)
        {
            var entry = (await ledger.FindAsync(id, ct))!;
            await ledger.ReverseAsync(entry, day > entry.Date ? day : entry.Date, $"{entry.Memo}, cancelled", ct);
        }

        return standing.Count;
    }
}

/// <summary>Where the state of a schedule is changed.</summary>
internal sealed class ScheduledDesk(IRepository<ScheduledEntry> schedules, IScheduledEntries held)
{
    public async Task<Result<T>> ChangeAsync<T>(ScheduledEntryId id, Func<ScheduledEntry, Task<T>> change, CancellationToken ct)
    {
        await held.HoldAsync(id, ct);
        return await schedules.FindAsync(id, ct) is { } schedule ? await change(schedule) : Error.NotFound("scheduled entry");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>What a schedule would post, month by month. Nothing is stored.</summary>
/// <param name="Draft">As for a new one; it may have no name yet.</param>
[RequirePermission(Permissions.Ledger.Post)]
public sealed record PreviewScheduledEntry(ScheduledEntryDraft Draft) : IQuery<SchedulePreview>;

internal sealed class PreviewScheduledEntryHandler(ScheduledDrafting drafting, ILedgerReports reports, DocumentReferences references)
    : IHandler<PreviewScheduledEntry, SchedulePreview>
{
    public async Task<Result<SchedulePreview>> Handle(PreviewScheduledEntry request, CancellationToken cancellationToken)
    {
        var draft = string.IsNullOrWhiteSpace(request.Draft.Name) ? request.Draft with { Name = "Without a name" } : request.Draft;
        var (schedule, from, to) = await drafting.ReadAsync(draft, cancellationToken);
        var lockedThrough = await reports.ReadLockAsync(cancellationToken);
        var today = await references.TodayAsync(cancellationToken);
        var portions = schedule.Plan.Portions();
        return new SchedulePreview(
            schedule.Total, schedule.Plan.EndsOn, schedule.DebitsTo ? to : from, schedule.DebitsTo ? from : to, portions.Count(portion => portion.Day <= today),
            [.. portions.Select(portion => ScheduledPortionView.Planned(schedule, portion, lockedThrough))]);
    }
}

/// <summary>Adds a schedule, and posts the portions that are due already.</summary>
[RequirePermission(Permissions.Ledger.Post)]
[Audited("scheduled_entry.add", "Added a scheduled entry")]
public sealed record CreateScheduledEntry(ScheduledEntryDraft Draft) : ICommand<AddedScheduledEntry>;

/// <param name="Id">The schedule.</param>
/// <param name="Posted">How many portions are in the books already.</param>
/// <param name="NextOn">The day of the next one.</param>
public sealed record AddedScheduledEntry(ScheduledEntryId Id, int Posted, DateOnly? NextOn);

internal sealed class CreateScheduledEntryHandler(IRepository<ScheduledEntry> schedules, ScheduledDrafting drafting, ScheduledPosting posting)
    : IHandler<CreateScheduledEntry, AddedScheduledEntry>
{
    public async Task<Result<AddedScheduledEntry>> Handle(CreateScheduledEntry command, CancellationToken cancellationToken)
    {
        var schedule = (await drafting.ReadAsync(command.Draft, cancellationToken)).Schedule;
        schedules.Add(schedule);
        await posting.PostDueAsync(schedule, cancellationToken);
        return new AddedScheduledEntry(schedule.Id, schedule.Posted, schedule.NextOn);
    }
}

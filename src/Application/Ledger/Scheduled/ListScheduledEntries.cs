using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>Schedules by name.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record ListScheduledEntries(ScheduledEntryFilter Filter, PageRequest Page) : IQuery<Page<ScheduledEntrySummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("name", "startsOn");
}

internal sealed class ListScheduledEntriesHandler(IScheduledEntries schedules) : IHandler<ListScheduledEntries, Page<ScheduledEntrySummary>>
{
    public async Task<Result<Page<ScheduledEntrySummary>>> Handle(ListScheduledEntries request, CancellationToken cancellationToken) =>
        await schedules.ListAsync(request.Filter, request.Page, cancellationToken);
}

/// <summary>One schedule with all its portions.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetScheduledEntry(ScheduledEntryId Id) : IQuery<ScheduledEntryView>;

internal sealed class GetScheduledEntryHandler(IScheduledEntries schedules) : IHandler<GetScheduledEntry, ScheduledEntryView>
{
    public async Task<Result<ScheduledEntryView>> Handle(GetScheduledEntry request, CancellationToken cancellationToken) =>
        await schedules.FindAsync(request.Id, cancellationToken) is { } found ? found : Error.NotFound("scheduled entry");
}

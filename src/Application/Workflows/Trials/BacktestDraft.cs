using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Paging;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using FluentValidation;

namespace Financbase.Application.Workflows.Trials;

/// <summary>What the draft would have done with the latest events that the caller may see. It runs in memory only.</summary>
/// <param name="Id">Which workflow.</param>
/// <param name="Days">How far back, 1–30.</param>
/// <param name="Most">How many events at most, the newest, 1–500.</param>
[RequirePermission(Permissions.Workflows.Manage)]
public sealed record BacktestDraft(WorkflowId Id, int Days, int Most) : IQuery<Backtest>, IOnWorkflow
{
    public const int MostDays = 30;
    public const int MostEvents = 500;
}

internal sealed class BacktestDraftValidator : AbstractValidator<BacktestDraft>
{
    public BacktestDraftValidator()
    {
        RuleFor(request => request.Days).InclusiveBetween(1, BacktestDraft.MostDays).WithMessage($"Use 1 to {BacktestDraft.MostDays} days.");
        RuleFor(request => request.Most).InclusiveBetween(1, BacktestDraft.MostEvents).WithMessage($"Use 1 to {BacktestDraft.MostEvents} events.");
    }
}

internal sealed class BacktestDraftHandler(
    IRepository<Workflow> workflows,
    DraftLanguage draftLanguage,
    IEventReads events,
    ICurrentPrincipal principal,
    IMultiTenantContextAccessor tenant,
    TrialRoom room,
    TimeProvider clock) : IHandler<BacktestDraft, Backtest>
{
    public async Task<Result<Backtest>> Handle(BacktestDraft request, CancellationToken cancellationToken)
    {
        var rights = principal.Current.Rights;
        if (!rights.MayHold(Permissions.Events.Read))
            return Error.Forbidden(Permissions.Events.Read);
        if (await workflows.FindAsync(request.Id, cancellationToken) is not { } workflow)
            return Error.NotFound("workflow");
        using var place = room.Enter(tenant.OrganizationId);
        if (place is null)
            return TrialRoom.Taken;
        var draft = Drafts.Publishable(workflow.Draft, await draftLanguage.ReadAsync(cancellationToken));
        if (!draft.IsSuccess)
            return draft.Error;
        var drafted = new Drafted(draft.Value, tenant.Tenant!, clock);
        var (from, to) = (clock.GetUtcNow().AddDays(-request.Days), clock.GetUtcNow());
        var found = new List<EventView>();
        foreach (var type in drafted.Events)
            found.AddRange(await ReadAsync(new EventFilter(type, from, to), request.Most + 1, EventReach.Of(rights), cancellationToken));
        EventView[] newest = [.. found.OrderByDescending(booked => booked.Timestamp).Take(request.Most)];
        return BacktestTally.Of(drafted, workflow.Id, newest, clock, cancellationToken) with { From = from, To = to, MoreEvents = found.Count > newest.Length };
    }

    private async Task<List<EventView>> ReadAsync(EventFilter filter, int most, EventReach reach, CancellationToken ct)
    {
        var found = new List<EventView>();
        string? cursor = null;
        do
        {
            var page = await events.ListAsync(reach, filter, new PageRequest(Math.Min(PageRequest.MaxLimit, most - found.Count), cursor), ct);
            found.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null && found.Count < most);
        return found;
    }
}

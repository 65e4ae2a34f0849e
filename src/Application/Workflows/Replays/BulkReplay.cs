using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Jobs;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows.Replays;

/// <summary>
/// Leaves it to a worker to repeat many ended executions of a workflow, each once. One that was repeated before is left to
/// its last repetition. What matches is settled now: what ends later does not.
/// </summary>
/// <param name="Id">Of the workflow.</param>
/// <param name="Filter">Which.</param>
/// <param name="From"><c>start</c>, <c>failed</c>, or the key of a step outside loops.</param>
/// <param name="Version">The version to run.</param>
[RequirePermission(Permissions.Executions.Manage)]
[Audited("workflow.bulk_replay", "Asked for many runs of a workflow to be repeated")]
public sealed record BulkReplay(WorkflowId Id, ReplayFilter Filter, string From, RepeatVersion Version = RepeatVersion.Original)
    : ICommand<ReplayProgress>, IOnWorkflow;

internal sealed class BulkReplayHandler(
    IRepository<Workflow> workflows, IReplays replays, IJobs jobs, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<BulkReplay, ReplayProgress>
{
    public async Task<Result<ReplayProgress>> Handle(BulkReplay request, CancellationToken cancellationToken)
    {
        if (await workflows.FindAsync(request.Id, cancellationToken) is not { } workflow)
            return Error.Validation("workflowId", "There is no such workflow.");
        if ((request.Filter.Mistake ?? FromMistake(request.From)) is { } mistake)
            return mistake;

        workflow.VersionToRun();
        var who = principal.Current;
        var requester = new Requester(who.Id, who.UserId ?? throw new DomainException(Error.Forbidden("user")));
        var count = await replays.CountAsync(workflow.Id, request.Filter, ExecutionReach.Of(who.Rights, Permissions.Executions.Manage), cancellationToken);
        if (count.Matching == 0)
            return WorkflowsErrors.NothingToReplay;
        if (count.Matching > Limits.Replays)
            return WorkflowsErrors.TooManyToReplay;

        var order = new ReplayOrder(request.Filter, request.From, request.Version, count.Before);
        var id = EntityId.New<JobId>();
        var job = await jobs.AddOnceAsync(
            id,
            () => Job.Queue(
                workflow.OrganizationId, id,
                new JobOrder(JobKind.WorkflowReplay, workflow.Name, workflow.Id.Value, JsonSerializer.Serialize(order, WireJson.Options), count.Matching),
                requester, clock.GetUtcNow()),
            cancellationToken);
        return ReplayProgress.Of(job);
    }

    private static Error? FromMistake(string from) =>
        string.IsNullOrWhiteSpace(from) ? Error.Validation("from", "Say start, failed, or the key of a step.") : null;
}

/// <summary>Which ended executions of a workflow.</summary>
/// <param name="Status">How they ended: <c>failed</c>, <c>succeeded</c> or <c>cancelled</c>.</param>
/// <param name="From">Started at this moment or later.</param>
/// <param name="To">Started before this moment.</param>
/// <param name="Version">Of this version only.</param>
/// <param name="FailedStep">Failed at this step only.</param>
public sealed record ReplayFilter(
    ExecutionStatus Status = ExecutionStatus.Failed, DateTimeOffset? From = null, DateTimeOffset? To = null, int? Version = null, string? FailedStep = null)
{
    internal Error? Mistake => Status.IsFinal() ? null : Error.Validation("filter.status", "Only what has ended is run again: failed, succeeded or cancelled.");
}

/// <summary>What the job of a bulk replay is to do.</summary>
/// <param name="Filter">Which executions.</param>
/// <param name="From">From where.</param>
/// <param name="Version">The version to run.</param>
/// <param name="Before">Only what had ended, and had not been repeated, by then.</param>
public sealed record ReplayOrder(ReplayFilter Filter, string From, RepeatVersion Version, DateTimeOffset Before)
{
    internal static ReplayOrder Of(Job job) => JsonSerializer.Deserialize<ReplayOrder>(job.Arguments, WireJson.Options)!;
}

using Financbase.Application.Access;
using Financbase.Application.Jobs;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows.Replays;

/// <summary>A worker's part of a bulk replay: what comes next. The same at each run of the job, whatever was repeated before.</summary>
[RequirePermission(Permissions.Executions.Manage)]
public sealed record NextReplays(WorkflowId Id, JobId JobId, WorkflowExecutionId? After) : IQuery<ReplayBatch>, IOnWorkflow;

/// <param name="Executions">The oldest first; empty after the last.</param>
public sealed record ReplayBatch(IReadOnlyList<WorkflowExecutionId> Executions);

internal sealed class NextReplaysHandler(IJobs jobs, IReplays replays, ICurrentPrincipal principal)
    : IHandler<NextReplays, ReplayBatch>
{
    public async Task<Result<ReplayBatch>> Handle(NextReplays request, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(request.JobId, cancellationToken) is not { Kind: JobKind.WorkflowReplay } job || job.Subject != request.Id.Value)
            return Error.NotFound("replay");
        var reach = ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Manage);
        return new ReplayBatch(await replays.NextAsync(request.Id, ReplayOrder.Of(job), reach, request.After, cancellationToken));
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Jobs;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows.Replays;

/// <summary>
/// A worker's part of a bulk replay: one execution, in a transaction of its own and under a key of the job and the
/// execution. So a run that begins anew finds what an earlier one did, and two at once do it once.
/// </summary>
[RequirePermission(Permissions.Executions.Manage)]
[Audited("workflow_execution.replay", "Repeated a workflow run as one of many")]
public sealed record ReplayExecution(WorkflowId Id, JobId JobId, WorkflowExecutionId Execution) : ICommand<StartedExecution>, IOnWorkflow;

internal sealed class ReplayExecutionHandler(IJobs jobs, Repetitions repetitions) : IHandler<ReplayExecution, StartedExecution>
{
    public async Task<Result<StartedExecution>> Handle(ReplayExecution request, CancellationToken cancellationToken)
    {
        // Locked, so that nothing is repeated once somebody has cancelled it.
        if (await jobs.FindLockedAsync(request.JobId, cancellationToken) is not { Kind: JobKind.WorkflowReplay } job || job.Subject != request.Id.Value)
            return Error.NotFound("replay");
        if (job.State != JobState.Running)
            return JobsErrors.Ended;

        var order = ReplayOrder.Of(job);
        return await repetitions.RepeatAsync(request.Execution, order.From, order.Version, $"replay:{job.Id}:{request.Execution}", cancellationToken);
    }
}

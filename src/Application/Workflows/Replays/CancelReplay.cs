using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Jobs;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Workflows.Replays;

/// <summary>Ends a bulk replay, queued or under way: from its answer on nothing more is repeated; what was, stays so.</summary>
[RequirePermission(Permissions.Executions.Manage)]
[Audited("workflow.cancel_bulk_replay", "Cancelled the repetition of many runs of a workflow")]
public sealed record CancelReplay(JobId Id) : ICommand<ReplayProgress>, IConcerns
{
    // Of which workflow it is, is known when it is found.
    Resource? IConcerns.Concerned => null;
}

internal sealed class CancelReplayHandler(IJobs jobs, ICurrentPrincipal principal, TimeProvider clock) : IHandler<CancelReplay, ReplayProgress>
{
    public async Task<Result<ReplayProgress>> Handle(CancelReplay command, CancellationToken cancellationToken)
    {
        if (await jobs.FindLockedAsync(command.Id, cancellationToken) is not { Kind: JobKind.WorkflowReplay } job
            || !ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Manage).Workflows.Contains(job.Subject))
        {
            return Error.NotFound("replay");
        }

        job.Cancel(clock.GetUtcNow());
        return ReplayProgress.Of(job);
    }
}

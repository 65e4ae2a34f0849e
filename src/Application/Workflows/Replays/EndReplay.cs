using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Jobs;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows.Replays;

/// <summary>A worker's part of a bulk replay: its end.</summary>
/// <param name="Id">Of the workflow.</param>
/// <param name="JobId">Of the replay.</param>
/// <param name="Repeated">How many were repeated, by this run of the job or an earlier one.</param>
/// <param name="LeftOut">Why others were not, and how many.</param>
[RequirePermission(Permissions.Executions.Manage)]
[Audited("workflow.end_bulk_replay", "Repeated many runs of a workflow")]
public sealed record EndReplay(WorkflowId Id, JobId JobId, int Repeated, IReadOnlyDictionary<string, int> LeftOut) : ICommand<ReplayProgress>, IOnWorkflow;

internal sealed class EndReplayHandler(IJobs jobs, TimeProvider clock) : IHandler<EndReplay, ReplayProgress>
{
    public async Task<Result<ReplayProgress>> Handle(EndReplay request, CancellationToken cancellationToken)
    {
        if (await jobs.FindLockedAsync(request.JobId, cancellationToken) is not { Kind: JobKind.WorkflowReplay } job || job.Subject != request.Id.Value)
            return Error.NotFound("replay");
        job.Succeed(clock.GetUtcNow(), Note(request));
        return ReplayProgress.Of(job);
    }

    private static string Note(EndReplay end)
    {
        var repeated = $"{end.Repeated:N0} run again";
        if (end.LeftOut.Count == 0)
            return $"{repeated}.";
        var (why, _) = end.LeftOut.MaxBy(reason => reason.Value);
        return $"{repeated}, {end.LeftOut.Values.Sum():N0} left out. {(end.LeftOut.Count > 1 ? "Most often: " : "")}{why}";
    }
}

using Financbase.Application.Access;
using Financbase.Application.Jobs;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows.Replays;

/// <summary>How a bulk replay stands.</summary>
[RequirePermission(Permissions.Executions.Read)]
public sealed record GetReplay(JobId Id) : IQuery<ReplayProgress>, IConcerns
{
    // Of which workflow it is, is known when it is found.
    Resource? IConcerns.Concerned => null;
}

/// <param name="ReplayId">Its id.</param>
/// <param name="WorkflowId">Whose executions are repeated.</param>
/// <param name="WorkflowName">As it was when it was asked for.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Done">Executions that were looked at: repeated, or left out.</param>
/// <param name="Total">Executions that matched when it was asked for.</param>
/// <param name="Note">What came of it, once it has succeeded.</param>
/// <param name="Error">Why it failed, for a person. What was repeated before stays so.</param>
/// <param name="QueuedAt">When it was asked for.</param>
/// <param name="StartedAt">When a worker took it up first.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record ReplayProgress(
    JobId ReplayId,
    WorkflowId WorkflowId,
    string WorkflowName,
    JobState Status,
    int Done,
    int Total,
    string? Note,
    string? Error,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    internal static ReplayProgress Of(Job job) => new(
        job.Id, new(job.Subject), job.Title, job.State, Math.Min(job.Done, job.Total), job.Total, job.Note, job.Error, job.QueuedAt, job.StartedAt, job.FinishedAt);
}

internal sealed class GetReplayHandler(IJobs jobs, ICurrentPrincipal principal) : IHandler<GetReplay, ReplayProgress>
{
    public async Task<Result<ReplayProgress>> Handle(GetReplay query, CancellationToken cancellationToken) =>
        await jobs.FindAsync(query.Id, cancellationToken) is { Kind: JobKind.WorkflowReplay } job
            && ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Read).Workflows.Contains(job.Subject)
            ? ReplayProgress.Of(job)
            : Error.NotFound("replay");
}

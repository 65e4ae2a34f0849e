using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;

namespace Financbase.Application.Jobs;

/// <summary>The organization's jobs, the latest first, of the bank accounts and workflows that the caller may see.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose title contains it.</param>
/// <param name="State">In this state only.</param>
/// <param name="Kind">Of this kind only.</param>
[RequirePermission(Permissions.Monitoring.Read)]
public sealed record ListJobs(PageRequest Page, string? Text = null, JobState? State = null, JobKind? Kind = null) : IQuery<Page<JobView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-queuedAt");
}

/// <summary>Which jobs a list has; what is null narrows nothing.</summary>
public sealed record JobFilter(string? Text = null, JobState? State = null, JobKind? Kind = null);

public sealed record JobView(
    JobId Id,
    JobKind Kind,
    string Title,
    Guid Subject,
    JobState State,
    int Done,
    int Total,
    string? Error,
    string? Note,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    public bool IsEnded => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;
}

internal sealed class ListJobsHandler(IJobs jobs, ICurrentPrincipal principal) : IHandler<ListJobs, Page<JobView>>
{
    public async Task<Result<Page<JobView>>> Handle(ListJobs query, CancellationToken cancellationToken) =>
        await jobs.ListAsync(
            principal.Current.Rights.Reach(Permissions.Banking.Read),
            ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Read).Workflows,
            new JobFilter(query.Text, query.State, query.Kind), query.Page, cancellationToken);
}

using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows;

/// <summary>The workflows that the caller may see, the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Status">Only these; null for all but the archived.</param>
/// <param name="Text">Only those whose name or description contains it.</param>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record ListWorkflows(PageRequest Page, WorkflowStatus? Status = null, string? Text = null)
    : IQuery<Page<WorkflowSummary>>, IConcerns, ISorted
{
    public static Sorts Sorts { get; } = new("-createdAt", "name", "updatedAt");

    Resource? IConcerns.Concerned => null;
}

/// <summary>
/// <c>Triggers</c> are those of the draft, as written. Of runs, the last one and the last week, only who may see them is told.
/// </summary>
public sealed record WorkflowSummary(
    Guid Id,
    string Name,
    string? Description,
    WorkflowStatus Status,
    int Revision,
    int? PublishedVersion,
    bool HasUnpublishedChanges,
    JsonElement Triggers,
    LastExecution? LastExecution,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>What became of its runs in the last seven days (UTC), today included; null for who may not see runs.</summary>
    public RunFigures? LastWeek { get; init; }
}

public sealed record LastExecution(Guid Id, ExecutionStatus Status, DateTimeOffset CreatedAt);

internal sealed class ListWorkflowsHandler(IWorkflowReads reads, ICurrentPrincipal principal) : IHandler<ListWorkflows, Page<WorkflowSummary>>
{
    public async Task<Result<Page<WorkflowSummary>>> Handle(ListWorkflows request, CancellationToken cancellationToken) =>
        await reads.ListAsync(
            principal.Current.Rights.Reach(Permissions.Workflows.Read), principal.Current.Rights.Reach(Permissions.Executions.Read), request.Status, request.Text, request.Page, cancellationToken);
}

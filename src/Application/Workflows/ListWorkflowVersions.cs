using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>What was published, the newest first.</summary>
[RequirePermission(Permissions.Workflows.Read)]
public sealed record ListWorkflowVersions(WorkflowId Id, PageRequest Page, VersionFilter? Filter = null)
    : IQuery<Page<WorkflowVersionSummary>>, IOnWorkflow, ISorted
{
    public static Sorts Sorts { get; } = new("-number", "name", "steps");
}

/// <summary>Which versions are wanted; each part narrows.</summary>
/// <param name="Text">The name of that time, or the address of who published it, contains it.</param>
/// <param name="From">Published at this moment or later.</param>
/// <param name="To">Published before this moment.</param>
public sealed record VersionFilter(string? Text = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <param name="Number">Counts from 1.</param>
/// <param name="Name">What the workflow was called then.</param>
/// <param name="Steps">How many.</param>
/// <param name="PublishedBy">The user, or null when no person did.</param>
/// <param name="PublishedAt">When.</param>
public sealed record WorkflowVersionSummary(int Number, string Name, int Steps, Guid? PublishedBy, DateTimeOffset PublishedAt);

internal sealed class ListWorkflowVersionsHandler(IWorkflowReads reads)
    : IHandler<ListWorkflowVersions, Page<WorkflowVersionSummary>>
{
    public async Task<Result<Page<WorkflowVersionSummary>>> Handle(
        ListWorkflowVersions request, CancellationToken cancellationToken) =>
        await reads.VersionsAsync(request.Id, request.Filter ?? new VersionFilter(), request.Page, cancellationToken) is { } page
            ? page
            : Error.NotFound("workflow");
}

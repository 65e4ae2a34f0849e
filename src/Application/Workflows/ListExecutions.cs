using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows;

/// <summary>Those starts of workflows that the caller may see, and what became of them, the newest first unless told otherwise.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Workflow">Of this workflow only.</param>
/// <param name="Status">In this state only.</param>
[RequirePermission(Permissions.Executions.Read)]
public sealed record ListExecutions(PageRequest Page, WorkflowId? Workflow = null, ExecutionStatus? Status = null)
    : IQuery<Page<ExecutionSummary>>, IConcerns, ISorted
{
    public static Sorts Sorts { get; } = new("-createdAt");

    Resource? IConcerns.Concerned => Workflow is { } workflow ? IOnWorkflow.Of(workflow) : null;
}

/// <summary>
/// <c>Error</c> is one sentence; <c>DurationMs</c> counts from the start of the first step, not from the time in the queue.
/// </summary>
public sealed record ExecutionSummary(
    Guid Id,
    Guid WorkflowId,
    string WorkflowName,
    int Version,
    ExecutionStatus Status,
    StartSource Source,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    double? DurationMs);

internal sealed class ListExecutionsHandler(IExecutionReads reads, ICurrentPrincipal principal)
    : IHandler<ListExecutions, Page<ExecutionSummary>>
{
    public async Task<Result<Page<ExecutionSummary>>> Handle(ListExecutions request, CancellationToken cancellationToken) =>
        await reads.ListAsync(
            ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Read), request.Workflow, request.Status, request.Page, cancellationToken) is { } page
            ? page
            : Error.NotFound("workflow");
}

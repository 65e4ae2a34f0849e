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
/// <param name="Stuck">Only what failed or is parked and was not run again since: what a person should look at.</param>
/// <param name="About">
/// Only those tied to this: the id of a run, of one that it repeats or that started it, or of the event that started it; its
/// correlation; the key under which it was asked for once.
/// </param>
[RequirePermission(Permissions.Executions.Read)]
public sealed record ListExecutions(
    PageRequest Page, WorkflowId? Workflow = null, ExecutionStatus? Status = null, bool Stuck = false, string? About = null)
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
    double? DurationMs)
{
    /// <summary>The address of the step at which it failed.</summary>
    public string? FailedStep { get; init; }

    /// <summary>Why it waits for a person: <c>outcome_unknown</c>, <c>authority_lost</c> or <c>poison</c>.</summary>
    public string? ParkedReason { get; init; }

    /// <summary>What it waits for before it begins; null when it does not.</summary>
    public ExecutionTurn? Turn { get; init; }
}

/// <summary>Which executions a list has; what is null or false narrows nothing.</summary>
public sealed record ExecutionFilter(WorkflowId? Workflow, ExecutionStatus? Status, bool Stuck, string? About);

internal sealed class ListExecutionsHandler(IExecutionReads reads, ICurrentPrincipal principal)
    : IHandler<ListExecutions, Page<ExecutionSummary>>
{
    public async Task<Result<Page<ExecutionSummary>>> Handle(ListExecutions request, CancellationToken cancellationToken) =>
        await reads.ListAsync(
            ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Read),
            new ExecutionFilter(request.Workflow, request.Status, request.Stuck, request.About?.Replace("\0", "", StringComparison.Ordinal).Trim()), request.Page, cancellationToken) is { } page
            ? page
            : Error.NotFound("workflow");
}

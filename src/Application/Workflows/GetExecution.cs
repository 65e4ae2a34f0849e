using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows;

/// <summary>One execution with each step of its version, in the definition's order.</summary>
[RequirePermission(Permissions.Executions.Read)]
public sealed record GetExecution(WorkflowExecutionId Id) : IQuery<ExecutionDetail>, IOnExecution;

/// <summary>
/// <c>Input</c> was <c>trigger.*</c>; <c>Output</c> is that of the step that succeeded last; <c>Error</c> is
/// <c>{class, code, message}</c> of the <c>FailedStep</c>; <c>ParkedReason</c> says why it waits for a person.
/// </summary>
public sealed record ExecutionDetail(
    Guid Id,
    Guid WorkflowId,
    string WorkflowName,
    int Version,
    ExecutionStatus Status,
    StartSource Source,
    Guid? EventId,
    JsonElement? Input,
    JsonElement? Output,
    JsonElement? Error,
    string? FailedStep,
    string? ParkedReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    double? DurationMs,
    IReadOnlyList<ExecutionStep> Steps)
{
    /// <summary>What related executions are found by, such as an order number; null when there is none.</summary>
    public string? Correlation { get; init; }

    /// <summary>What it waits for before it begins; null when it does not.</summary>
    public ExecutionTurn? Turn { get; init; }

    public ExecutionRelations Relations { get; init; } = ExecutionRelations.None;

    /// <summary>Those that have begun.</summary>
    public IReadOnlyList<LoopSummary> Loops { get; init; } = [];
}

/// <summary>
/// The latest <c>Attempt</c> of a step, 0 when it has not begun. <c>Path</c> is the iteration of the loops around it;
/// <c>Input</c> is what was prepared for its effect or its wait; <c>Attempts</c> are all of them, the latest last. With the
/// other steps of an execution, a large input or output is <c>{"$cut":{"bytes":4194304}}</c>; <see cref="GetExecutionStep"/>
/// has it whole. Of the steps of iterations some are told, those that failed or are under way first.
/// </summary>
public sealed record ExecutionStep(
    string Key,
    string Path,
    string Type,
    string? Name,
    StepStatus Status,
    int Attempt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    double? DurationMs,
    JsonElement? Input,
    JsonElement? Output,
    JsonElement? Error,
    IReadOnlyList<StepAttempt> Attempts)
{
    /// <summary>It did not run here: an execution that repeats another one has it from there.</summary>
    public bool Kept { get; init; }

    /// <summary>What it belongs to has failed, and only what became of its call is waited for: it is not made again.</summary>
    public bool Dropped { get; init; }
}

/// <summary>One try of a step. It has an end when it succeeded or failed.</summary>
public sealed record StepAttempt(
    int Attempt, StepStatus Status, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, double? DurationMs, JsonElement? Error);

internal sealed class GetExecutionHandler(IExecutionReads reads, ICurrentPrincipal principal) : IHandler<GetExecution, ExecutionDetail>
{
    public async Task<Result<ExecutionDetail>> Handle(GetExecution request, CancellationToken cancellationToken) =>
        await reads.FindAsync(request.Id, ExecutionReach.Of(principal.Current.Rights, Permissions.Executions.Read), cancellationToken) is { } execution ? execution : Error.NotFound("execution");
}

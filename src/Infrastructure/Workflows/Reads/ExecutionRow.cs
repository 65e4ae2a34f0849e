using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>A row of <c>workflow_executions</c>; JSON as text.</summary>
internal sealed record ExecutionRow(
    Guid Id,
    Guid WorkflowId,
    string WorkflowName,
    int Version,
    string Status,
    string Source,
    Guid? EventId,
    string Input,
    string? Output,
    string? Error,
    string? State,
    string? FailedStep,
    string? ParkedReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    Guid? RetryOf,
    Guid? ParentId,
    string? Correlation)
{
    public ExecutionDetail ToDetail(IReadOnlyList<VersionStep> steps, IReadOnlyList<StepHistoryRow> history) => new(
        Id, WorkflowId, WorkflowName, Version, Word.Of<ExecutionStatus>(Status), Word.Of<StartSource>(Source), EventId,
        Parse(Input), Parse(Output), Parse(Error), FailedStep, ParkedReason,
        CreatedAt, StartedAt, FinishedAt, (FinishedAt - StartedAt)?.TotalMilliseconds,
        StepHistory.Tell(
            steps, history, Parse(State) is { } state ? ExecutionState.Restore(state, []) : null, Word.Of<ExecutionStatus>(Status), CreatedAt))
    {
        Correlation = Correlation,
    };

    public static JsonElement? Parse(string? json) => json is null ? null : Json.Read(json);
}

/// <summary>A row of <c>workflow_step_executions</c>; JSON as text.</summary>
internal sealed record StepRow(
    string Step,
    string Path,
    int Attempt,
    string Status,
    string? Input,
    string? Output,
    string? Error,
    double? DurationMs,
    DateTimeOffset At)
{
    public StepHistoryRow ToHistory() => new(
        Step, Path, Attempt, Word.Of<StepStatus>(Status), ExecutionRow.Parse(Input), ExecutionRow.Parse(Output), ExecutionRow.Parse(Error), DurationMs, At);
}

/// <summary>A row of the list of executions.</summary>
internal sealed record ExecutionSummaryRow(
    Guid Id,
    Guid WorkflowId,
    string WorkflowName,
    int Version,
    string Status,
    string Source,
    string? Error,
    string? FailedStep,
    string? ParkedReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    public ExecutionSummary ToSummary() => new(
        Id, WorkflowId, WorkflowName, Version, Word.Of<ExecutionStatus>(Status), Word.Of<StartSource>(Source), Error,
        CreatedAt, StartedAt, FinishedAt, (FinishedAt - StartedAt)?.TotalMilliseconds)
    {
        FailedStep = FailedStep,
        ParkedReason = ParkedReason,
    };
}

/// <summary>A row of <c>workflow_logs</c>; the position is the order of writing.</summary>
internal sealed record LogRow(Guid Id, long Position, DateTimeOffset At, string Level, string? Step, string Message)
{
    public ExecutionLogLine ToLine() => new(Id, At, Level, Step, Message);
}

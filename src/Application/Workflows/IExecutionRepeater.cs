using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Books executions that repeat others, in the current transaction and organization.</summary>
public interface IExecutionRepeater
{
    /// <summary>Of which workflow and version it is; null when there is no such execution.</summary>
    Task<RepeatableExecution?> FindAsync(WorkflowExecutionId id, CancellationToken ct);

    /// <summary>The repetition that there is under its dedupe key already, if there is one. Null when its workflow's turns leave it out.</summary>
    /// <exception cref="Domain.SharedKernel.DomainException">It cannot be repeated like this.</exception>
    Task<WorkflowExecutionId?> RepeatAsync(ExecutionRepeat repeat, CancellationToken ct);
}

public sealed record RepeatableExecution(WorkflowId Workflow, int Version);

/// <param name="Id">Which execution is repeated.</param>
/// <param name="From">From where.</param>
/// <param name="Version">Of its workflow, to run.</param>
/// <param name="DedupeKey">Two repetitions with the same key make one.</param>
public sealed record ExecutionRepeat(WorkflowExecutionId Id, RepeatFrom From, int Version, string? DedupeKey = null);

/// <summary><c>start</c>, <c>failed</c>, or the key of a step.</summary>
public sealed record RepeatFrom(string Word)
{
    public static RepeatFrom Start { get; } = new("start");

    /// <summary>What failed is tried again under the same idempotency keys.</summary>
    public static RepeatFrom Failed { get; } = new("failed");
}

/// <summary>Of the workflow's versions.</summary>
public enum RepeatVersion
{
    /// <summary>The one that the execution had.</summary>
    Original,

    /// <summary>The one that is published now.</summary>
    Current,
}

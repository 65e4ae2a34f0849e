using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>
/// Ends executions whatever they are doing: waiting, parked, or in the middle of a call, with or without a living
/// worker. What a worker still writes for the execution is dropped.
/// </summary>
public interface IExecutionCanceller
{
    /// <summary>Cancels in the current transaction and organization.</summary>
    Task<CancelOutcome> CancelAsync(WorkflowExecutionId id, CancellationToken ct);
}

public enum CancelOutcome
{
    Cancelled,

    /// <summary>It had succeeded, failed or been cancelled before.</summary>
    AlreadyEnded,
    NotFound,
}

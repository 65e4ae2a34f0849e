using Financbase.Application.Paging;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>
/// The history of executions of the current organization, of those within reach; the others are as if they were not. Lists
/// are by keyset.
/// </summary>
public interface IExecutionReads
{
    /// <summary>Null when a workflow is named that does not exist.</summary>
    Task<Page<ExecutionSummary>?> ListAsync(
        ExecutionReach reach, ExecutionFilter filter, PageRequest page, CancellationToken ct);

    Task<bool> ExistsAsync(WorkflowExecutionId id, ExecutionReach reach, CancellationToken ct);

    /// <summary>With large inputs and outputs of its steps cut.</summary>
    Task<ExecutionDetail?> FindAsync(WorkflowExecutionId id, ExecutionReach reach, CancellationToken ct);

    /// <summary>The changes after this place of its history; null when there is no such execution.</summary>
    Task<ExecutionNews?> NewsAsync(WorkflowExecutionId id, ExecutionReach reach, long after, int most, CancellationToken ct);

    /// <summary>Null when there is no such execution, or its version has no such step. Of several iterations the first that is told, unless one is named.</summary>
    Task<ExecutionStep?> FindStepAsync(WorkflowExecutionId id, ExecutionReach reach, string key, string? path, CancellationToken ct);

    /// <summary>The oldest line first; null when there is no such execution.</summary>
    Task<Page<ExecutionLogLine>?> LogsAsync(WorkflowExecutionId id, ExecutionReach reach, PageRequest page, CancellationToken ct);
}

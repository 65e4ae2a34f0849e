using Financbase.Application.Paging;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;

namespace Financbase.Application.Workflows;

/// <summary>The history of executions of the current organization. Lists are by keyset.</summary>
public interface IExecutionReads
{
    /// <summary>Null when a workflow is named that does not exist.</summary>
    Task<Page<ExecutionSummary>?> ListAsync(WorkflowId? workflow, ExecutionStatus? status, PageRequest page, CancellationToken ct);

    /// <summary>With large inputs and outputs of its steps cut.</summary>
    Task<ExecutionDetail?> FindAsync(WorkflowExecutionId id, CancellationToken ct);

    /// <summary>Null when there is no such execution, or its version has no such step.</summary>
    Task<ExecutionStep?> FindStepAsync(WorkflowExecutionId id, string key, CancellationToken ct);

    /// <summary>The oldest line first; null when there is no such execution.</summary>
    Task<Page<ExecutionLogLine>?> LogsAsync(WorkflowExecutionId id, PageRequest page, CancellationToken ct);
}

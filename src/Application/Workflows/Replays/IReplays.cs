using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows.Replays;

/// <summary>The executions that a bulk replay is about, of those within reach.</summary>
public interface IReplays
{
    /// <summary>Counts at most one more than may be repeated at once.</summary>
    Task<ReplayCount> CountAsync(WorkflowId workflow, ReplayFilter filter, ExecutionReach reach, CancellationToken ct);

    /// <summary>The oldest first; empty after the last.</summary>
    Task<IReadOnlyList<WorkflowExecutionId>> NextAsync(
        WorkflowId workflow, ReplayOrder order, ExecutionReach reach, WorkflowExecutionId? after, CancellationToken ct);
}

/// <param name="Matching">How many.</param>
/// <param name="Before">The database's time of the count.</param>
public sealed record ReplayCount(int Matching, DateTimeOffset Before);

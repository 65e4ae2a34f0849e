using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows.Statistics;

/// <summary>Counts of executions, which outlive their history. Up to the last commit, within the current organization.</summary>
public interface IWorkflowStatistics
{
    /// <summary>Of one workflow, from the first day to the last.</summary>
    Task<IReadOnlyList<Tally>> OfAsync(WorkflowId workflow, DateOnly from, DateOnly to, CancellationToken ct);

    /// <summary>Published and paused workflows within reach that ran since this day, those with the most trouble first.</summary>
    Task<IReadOnlyList<WorkflowHealth>> HealthAsync(Reach reach, DateOnly from, int most, CancellationToken ct);
}

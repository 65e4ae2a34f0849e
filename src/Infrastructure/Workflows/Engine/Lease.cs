using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// The right to move one execution on. The fence is a number drawn at the claim and never again; whatever is written
/// under a fence that the queue no longer shows is dropped.
/// </summary>
/// <param name="OrganizationId">Whose execution this is.</param>
/// <param name="ExecutionId">Which execution.</param>
/// <param name="Fence">Unique over all claims.</param>
/// <param name="Attempts">Claims since the last checkpoint, this one included.</param>
internal sealed record Lease(OrganizationId OrganizationId, WorkflowExecutionId ExecutionId, long Fence, int Attempts)
{
    /// <summary>
    /// Under whose keys calls are made: another execution's when this one repeats what failed there, and those of the step
    /// that started it in a sub-workflow.
    /// </summary>
    public WorkflowExecutionId KeyRoot { get; init; } = ExecutionId;
}

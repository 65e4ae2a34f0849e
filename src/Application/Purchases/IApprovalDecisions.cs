using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Purchases;

/// <summary>What members decided in the approval steps of a run.</summary>
public interface IApprovalDecisions
{
    /// <summary>The last decision of the step in the run; null where nobody has decided there.</summary>
    Task<ApprovalDecision?> FindAsync(WorkflowExecutionId run, string step, CancellationToken ct);
}

/// <param name="By">Who decided.</param>
/// <param name="IsApproved">Or rejected.</param>
/// <param name="AskedAt">When the step asked: what was handed in later was not what they saw.</param>
/// <param name="Comment">What they wrote.</param>
public sealed record ApprovalDecision(UserId By, bool IsApproved, DateTimeOffset AskedAt, string? Comment);

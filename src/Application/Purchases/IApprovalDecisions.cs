using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Purchases;

/// <summary>What members decided in the approval steps of a run.</summary>
public interface IApprovalDecisions
{
    /// <summary>The last decision of the step in the run, or in the one that it goes on with from where that failed; null where nobody has decided there.</summary>
    Task<ApprovalDecision?> FindAsync(WorkflowExecutionId run, string step, BillId bill, CancellationToken ct);
}

/// <param name="By">Who decided.</param>
/// <param name="IsApproved">Or rejected.</param>
/// <param name="IsAboutBill">The run began with the event of the bill's last handing in.</param>
/// <param name="Comment">What they wrote.</param>
public sealed record ApprovalDecision(UserId By, bool IsApproved, bool IsAboutBill, string? Comment);

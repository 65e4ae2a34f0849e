using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Purchases;

/// <summary>What members decided in the approval steps of a run.</summary>
public interface IApprovalDecisions
{
    /// <summary>The last decision of the step in the run, or in the one that it goes on with from where that failed; null where nobody has decided there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="step">The key of its approval step.</param>
    /// <param name="document">What is decided about.</param>
    /// <param name="handedIn">The event that tells of its handing in.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<ApprovalDecision?> FindAsync(WorkflowExecutionId run, string step, Guid document, string handedIn, CancellationToken ct);
}

/// <param name="By">Who decided.</param>
/// <param name="IsApproved">Or rejected.</param>
/// <param name="IsAboutIt">The run began with the event of the document's last handing in.</param>
/// <param name="Comment">What they wrote.</param>
public sealed record ApprovalDecision(UserId By, bool IsApproved, bool IsAboutIt, string? Comment);

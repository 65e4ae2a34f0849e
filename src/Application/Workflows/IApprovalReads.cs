using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>
/// Approvals as one member sees them: what is asked of them, and what the runs ask of others that are within their reach.
/// The rest is as if it were not.
/// </summary>
public interface IApprovalReads
{
    /// <summary>The newest first.</summary>
    /// <param name="viewer">Who looks.</param>
    /// <param name="wanted">Which of them.</param>
    /// <param name="page">Which page.</param>
    /// <param name="ct">Gives up.</param>
    Task<Page<ApprovalSummary>> ListAsync(ApprovalViewer viewer, ApprovalFilter wanted, PageRequest page, CancellationToken ct);

    Task<ApprovalDetail?> FindAsync(ApprovalViewer viewer, ApprovalId id, CancellationToken ct);
}

/// <param name="Member">The person, or who made the key that acts.</param>
/// <param name="Runs">The executions that they may see.</param>
public sealed record ApprovalViewer(UserId Member, ExecutionReach Runs)
{
    public static ApprovalViewer Of(Access.Principal principal) =>
        new(principal.UserId!.Value, ExecutionReach.Of(principal.Rights, Permissions.Executions.Read));
}

/// <param name="Mine">Only what is asked of the viewer.</param>
/// <param name="Status">In this state only.</param>
/// <param name="Text">In the title, or in the workflow's name.</param>
public sealed record ApprovalFilter(bool Mine = false, ApprovalStatus? Status = null, string? Text = null);

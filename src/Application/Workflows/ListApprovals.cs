using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>What workflows ask people to decide, the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Filter">Which of them.</param>
[RequirePermission(Permissions.Approvals.Read)]
public sealed record ListApprovals(PageRequest Page, ApprovalFilter Filter) : IQuery<Page<ApprovalSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-requestedAt", "title");
}

/// <summary>
/// <c>Approver</c> is the key of a role or a member's e-mail address; <c>Asked</c> says whether that is the reader, who then
/// may decide.
/// </summary>
public sealed record ApprovalSummary(
    Guid Id,
    string Title,
    ApprovalStatus Status,
    string Approver,
    bool Asked,
    Guid WorkflowId,
    string WorkflowName,
    Guid ExecutionId,
    DateTimeOffset RequestedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? DecidedAt,
    string? DecidedBy);

internal sealed class ListApprovalsHandler(IApprovalReads reads, ICurrentPrincipal principal) : IHandler<ListApprovals, Page<ApprovalSummary>>
{
    public async Task<Result<Page<ApprovalSummary>>> Handle(ListApprovals request, CancellationToken cancellationToken) =>
        await reads.ListAsync(ApprovalViewer.Of(principal.Current), request.Filter, request.Page, cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Lets one more member decide, and tells them. Whoever could decide before still can.</summary>
/// <param name="Id">Which approval.</param>
/// <param name="To">The member's e-mail address.</param>
[RequirePermission(Permissions.Approvals.Decide)]
[Audited("approval.delegate", "Handed over an approval")]
public sealed record DelegateApproval(ApprovalId Id, string To) : ICommand<ApprovalDetail>;

internal sealed class DelegateApprovalHandler(IApprovalReads reads, IApprovalDesk desk, ICurrentPrincipal principal)
    : IHandler<DelegateApproval, ApprovalDetail>
{
    public async Task<Result<ApprovalDetail>> Handle(DelegateApproval request, CancellationToken cancellationToken)
    {
        var viewer = ApprovalViewer.Of(principal.Current);
        if (await reads.FindAsync(viewer, request.Id, cancellationToken) is not { } approval)
            return Error.NotFound("approval");
        if (approval.Status != ApprovalStatus.Pending)
            return WorkflowsErrors.ApprovalClosed(approval.Status);
        if (!approval.MayDecide)
            return WorkflowsErrors.NotAsked;
        if (!EmailAddress.TryParse(request.To, out var to))
            return Error.Validation("to", "Give a member's e-mail address.");

        return await desk.DelegateAsync(request.Id, viewer.Member, to.Value, cancellationToken) switch
        {
            HandOver.NotAMember => Error.Validation("to", "Nobody in this organization has this address."),
            HandOver.MayNot => Error.Validation("to", "This member may not decide approvals."),
            HandOver.Submitter => Error.Validation("to", "This member started the run. Somebody else must decide."),
            HandOver.NotNeeded => Error.Validation("to", "This member may decide it already."),
            HandOver.TooLate => WorkflowsErrors.ApprovalClosed(ApprovalStatus.Cancelled),
            HandOver.TooMany => WorkflowsErrors.TooManyDelegates,
            HandOver.Done => (await reads.FindAsync(viewer, request.Id, cancellationToken))!,
        };
    }
}

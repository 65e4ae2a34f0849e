using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Workflows;

/// <summary>Approves or rejects; the run that waits for it goes on once this is committed.</summary>
/// <param name="Id">Which approval.</param>
/// <param name="Approve">Or reject.</param>
/// <param name="Comment">For whoever reads the run.</param>
/// <param name="Form">Answers to the approval's form; a rejection may leave out what is required.</param>
[RequirePermission(Permissions.Approvals.Decide)]
[Audited("approval.decide", "Decided an approval")]
public sealed record DecideApproval(ApprovalId Id, bool Approve, string? Comment = null, JsonElement? Form = null) : ICommand<ApprovalDetail>;

internal sealed class DecideApprovalHandler(IApprovalReads reads, IApprovalDesk desk, ICurrentPrincipal principal)
    : IHandler<DecideApproval, ApprovalDetail>
{
    private const int LongestComment = 2_000;

    public async Task<Result<ApprovalDetail>> Handle(DecideApproval request, CancellationToken cancellationToken)
    {
        var viewer = ApprovalViewer.Of(principal.Current);
        if (await reads.FindAsync(viewer, request.Id, cancellationToken) is not { } approval)
            return Error.NotFound("approval");
        if (approval.Status != ApprovalStatus.Pending)
            return WorkflowsErrors.ApprovalClosed(approval.Status);
        SeparationOfDuties.Require(Duty.Approve, viewer.Member, approval.Submitters.Select(person => new DutyDone(Duty.Submit, new UserId(person))));
        if (!approval.MayDecide)
            return WorkflowsErrors.NotAsked;

        var comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim();
        if (comment?.Length > LongestComment)
            return Error.Validation("comment", $"A comment has at most {LongestComment:N0} characters.");
        if (comment?.Contains('\0') == true)
            return Error.Validation("comment", "It holds the character U+0000, which cannot be kept.");
        if (request.Form is { } given && ForeignJson.Problem(given) is { } problem)
            return Error.Validation("form", problem);

        var outcome = request.Approve ? ApprovalStatus.Approved : ApprovalStatus.Rejected;
        var answers = ApprovalForm.Read(approval.Form, request.Form ?? default, isComplete: request.Approve);
        if (await desk.DecideAsync(new ApprovalDecision(request.Id, outcome, viewer.Member, comment, answers), cancellationToken) is { } closed)
            return WorkflowsErrors.ApprovalClosed(closed);
        return (await reads.FindAsync(viewer, request.Id, cancellationToken))!;
    }
}

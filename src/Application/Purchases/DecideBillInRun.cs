using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Application.Purchases;

/// <summary>
/// Records as a workflow what a member decided about a bill in an approval step of the run. The decider is that member, who may approve bills and neither entered
/// this one nor handed it in, however few members there are. The run began with the event of this bill's last handing in: a yes to something else is none to it.
/// </summary>
/// <param name="Id">A bill that waits.</param>
/// <param name="Run">The run in which was decided; only workflows send this, each for its own.</param>
/// <param name="Step">The key of the approval step.</param>
/// <param name="IsApproved">What must have been decided there.</param>
/// <param name="PostedOn">The day of the entry of an approved bill; null for the bill's own.</param>
[RequirePermission(Permissions.Bills.Approve)]
[Audited("bill.decide_in_run", "Recorded what was decided about a bill in a run")]
public sealed record DecideBillInRun(BillId Id, WorkflowExecutionId Run, string Step, bool IsApproved, DateOnly? PostedOn = null) : ICommand<BillDecidedInRun>;

/// <param name="Id">The bill.</param>
/// <param name="Status">Approved or rejected.</param>
/// <param name="Open">What is to be paid.</param>
/// <param name="DecidedBy">The member who decided.</param>
public sealed record BillDecidedInRun(BillId Id, BillStatus Status, Money Open, UserId DecidedBy);

internal sealed class DecideBillInRunHandler(
    IRepository<Bill> bills, IBills books, BillPosting posting, IApprovalDecisions decisions, IActingMembers members, AmountLimits limits, ICurrentPrincipal principal, IAuditNotes notes, TimeProvider clock)
    : IHandler<DecideBillInRun, BillDecidedInRun>
{
    public async Task<Result<BillDecidedInRun>> Handle(DecideBillInRun command, CancellationToken cancellationToken)
    {
        if (principal.Current.Kind != PrincipalKind.Workflow)
            return Error.Forbidden(Permissions.Bills.Approve);

        await books.HoldAsync([command.Id], cancellationToken);
        if (await bills.FindAsync(command.Id, cancellationToken) is not { } bill)
            return Error.NotFound("bill");
        if (await decisions.FindAsync(command.Run, command.Step, command.Id.Value, "bill.approval_requested", cancellationToken) is not { } decision || decision.IsApproved != command.IsApproved)
            return PurchasesErrors.NobodyDecided(command.Step);

        bill.RequireApprover(decision.By, isAlone: false);
        if (await members.FindAsync(decision.By, cancellationToken) is not { } member || !member.Rights.Decide(Permissions.Bills.Approve, null).IsAllowed())
            return PurchasesErrors.MayNotDecide;
        if (!decision.IsAboutIt)
            return PurchasesErrors.DecidedOther;

        var moved = new Moved(command.IsApproved ? bill.Gross : Money.Zero(bill.Currency), bill.BillDate);
        await limits.RequireAsync(member.Rights, Permissions.Bills.Approve, [moved], cancellationToken);
        await limits.RequireAsync(Permissions.Bills.Approve, moved, cancellationToken);
        if (command.IsApproved)
            await posting.ApproveAsync(bill, decision.By, isAlone: false, command.PostedOn, cancellationToken);
        else
            bill.Reject(decision.By, Shortened(decision.Comment), clock.GetUtcNow());
        notes.Tell("decidedBy", $"{decision.By}");
        return new BillDecidedInRun(bill.Id, bill.Status, bill.Open, decision.By);
    }

    private static string? Shortened(string? comment) => comment?.Length > Bill.LongestReason ? comment[..Bill.LongestReason] : comment;
}

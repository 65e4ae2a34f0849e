using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Approves a bill and posts it. Nobody approves what they entered or handed in, unless nobody else in the organization may decide.</summary>
/// <param name="Id">A bill that waits.</param>
/// <param name="PostedOn">The day of its entry, where its own is closed; not before that. Null for the bill's own.</param>
[RequirePermission(Permissions.Bills.Approve)]
[Audited("bill.approve", "Approved a bill")]
public sealed record ApproveBill(BillId Id, DateOnly? PostedOn = null) : ICommand<DecidedBill>;

/// <param name="Id">The bill.</param>
/// <param name="Status">Approved or rejected.</param>
/// <param name="Open">What is to be paid.</param>
public sealed record DecidedBill(BillId Id, BillStatus Status, Money Open);

internal sealed class ApproveBillHandler(IRepository<Bill> bills, IBills books, BillPosting posting, BillApprovers approvers, AmountLimits limits, ICurrentPrincipal principal)
    : IHandler<ApproveBill, DecidedBill>
{
    public async Task<Result<DecidedBill>> Handle(ApproveBill command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await bills.FindAsync(command.Id, cancellationToken) is not { } bill)
            return Error.NotFound("bill");
        if (principal.Current.UserId is not { } by)
            return PurchasesErrors.NeedsPerson;

        var moved = new Moved(bill.Gross, bill.BillDate);
        await limits.RequireAsync(Permissions.Bills.Approve, moved, cancellationToken);
        var isAlone = bill.Concerns(by) && await approvers.IsAloneAsync(by, Permissions.Bills.Approve, moved, cancellationToken);
        await posting.ApproveAsync(bill, by, isAlone, command.PostedOn, cancellationToken);
        return new DecidedBill(bill.Id, bill.Status, bill.Open);
    }
}

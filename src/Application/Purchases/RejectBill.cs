using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Says that a bill is not paid. Corrected, it can be handed in again.</summary>
/// <param name="Id">A bill that waits.</param>
/// <param name="Reason">Why, for whoever entered it.</param>
[RequirePermission(Permissions.Bills.Approve)]
[Audited("bill.reject", "Rejected a bill")]
public sealed record RejectBill(BillId Id, string? Reason = null) : ICommand<DecidedBill>, IMovesNothing;

internal sealed class RejectBillHandler(IRepository<Bill> bills, IBills books, ICurrentPrincipal principal, TimeProvider clock) : IHandler<RejectBill, DecidedBill>
{
    public async Task<Result<DecidedBill>> Handle(RejectBill command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await bills.FindAsync(command.Id, cancellationToken) is not { } bill)
            return Error.NotFound("bill");
        if (principal.Current.UserId is not { } by)
            return PurchasesErrors.NeedsPerson;

        bill.Reject(by, command.Reason, clock.GetUtcNow());
        return new DecidedBill(bill.Id, bill.Status, bill.Open);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Forgets a draft or a rejected bill. What waits or is in the books is voided instead.</summary>
[RequirePermission(Permissions.Bills.Manage)]
[Audited("bill.delete", "Deleted a draft of a bill")]
public sealed record DeleteBill(BillId Id) : ICommand<Done>;

internal sealed class DeleteBillHandler(IRepository<Bill> bills, IBills books) : IHandler<DeleteBill, Done>
{
    public async Task<Result<Done>> Handle(DeleteBill command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await bills.FindAsync(command.Id, cancellationToken) is not { } bill)
            return Error.NotFound("bill");

        bill.RequireDraft();
        await books.RemoveLinesAsync(bill.Id, cancellationToken);
        bills.Remove(bill);
        return new Done();
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Says anew what a draft or a rejected bill is to be, with all its lines.</summary>
[RequirePermission(Permissions.Bills.Manage)]
[Audited("bill.change", "Changed a draft of a bill")]
public sealed record UpdateBill(BillId Id, BillDraft Draft) : ICommand<DraftedBill>;

internal sealed class UpdateBillHandler(IRepository<Bill> bills, IBills books, BillDrafting drafting, ICurrentPrincipal principal) : IHandler<UpdateBill, DraftedBill>
{
    public async Task<Result<DraftedBill>> Handle(UpdateBill command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await bills.FindAsync(command.Id, cancellationToken) is not { } bill)
            return Error.NotFound("bill");

        bill.RequireDraft();
        var (terms, lines) = await drafting.ReadAsync(command.Draft, cancellationToken);
        bill.Change(terms, lines, principal.Current.UserId);
        await books.WriteLinesAsync(bill, lines, cancellationToken);
        return new DraftedBill(bill.Id, await books.FindTwinsAsync(bill.Id, cancellationToken));
    }
}

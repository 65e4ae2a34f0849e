using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>Drafts a bill, and says which others might be the same one. It is in no books before it is approved.</summary>
[RequirePermission(Permissions.Bills.Manage)]
[Audited("bill.draft", "Drafted a bill")]
public sealed record CreateBill(BillDraft Draft) : ICommand<DraftedBill>;

/// <param name="Id">The bill.</param>
/// <param name="Duplicates">Other bills that might be the same one.</param>
public sealed record DraftedBill(BillId Id, IReadOnlyList<BillTwin> Duplicates);

internal sealed class CreateBillHandler(
    IRepository<Bill> bills, IBills books, BillDrafting drafting, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant) : IHandler<CreateBill, DraftedBill>
{
    public async Task<Result<DraftedBill>> Handle(CreateBill command, CancellationToken cancellationToken)
    {
        var (terms, lines) = await drafting.ReadAsync(command.Draft, cancellationToken);
        var bill = Bill.Draft(tenant.OrganizationId, terms, lines, principal.Current.UserId);
        bills.Add(bill);
        await books.WriteLinesAsync(bill, lines, cancellationToken);
        return new DraftedBill(bill.Id, await books.FindTwinsAsync(bill.Id, cancellationToken));
    }
}

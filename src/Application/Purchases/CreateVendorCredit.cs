using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>Drafts a credit of a vendor. It is in no books before it is posted.</summary>
[RequirePermission(Permissions.VendorCredits.Manage)]
[Audited("vendor_credit.draft", "Drafted a vendor credit")]
public sealed record CreateVendorCredit(VendorCreditDraft Draft) : ICommand<DraftedVendorCredit>;

/// <param name="Id">The credit.</param>
public sealed record DraftedVendorCredit(VendorCreditId Id);

internal sealed class CreateVendorCreditHandler(IRepository<VendorCredit> credits, IVendorCredits books, BillDrafting drafting, IMultiTenantContextAccessor tenant)
    : IHandler<CreateVendorCredit, DraftedVendorCredit>
{
    public async Task<Result<DraftedVendorCredit>> Handle(CreateVendorCredit command, CancellationToken cancellationToken)
    {
        var (terms, lines) = await drafting.ReadAsync(command.Draft, cancellationToken);
        var credit = VendorCredit.Draft(tenant.OrganizationId, terms, lines);
        credits.Add(credit);
        await books.WriteLinesAsync(credit, lines, cancellationToken);
        return new DraftedVendorCredit(credit.Id);
    }
}

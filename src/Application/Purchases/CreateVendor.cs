using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>Adds a vendor. Only the name has to be known.</summary>
[RequirePermission(Permissions.Vendors.Manage)]
[Audited("vendor.add", "Added a vendor")]
public sealed record CreateVendor(VendorTerms Terms) : ICommand<VendorView>;

internal sealed class CreateVendorHandler(IRepository<Vendor> vendors, PurchaseReferences references, IMultiTenantContextAccessor tenant)
    : IHandler<CreateVendor, VendorView>
{
    public async Task<Result<VendorView>> Handle(CreateVendor command, CancellationToken cancellationToken)
    {
        var vendor = Vendor.Add(tenant.OrganizationId, command.Terms);
        await references.CheckAsync(vendor.AccountId, cancellationToken);
        vendors.Add(vendor);
        return VendorView.Of(vendor);
    }
}

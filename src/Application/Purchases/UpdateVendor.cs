using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Says anew what is known of a vendor, and archives it or offers it again. What was posted stays as it is.</summary>
[RequirePermission(Permissions.Vendors.Manage)]
[Audited("vendor.change", "Changed a vendor")]
public sealed record UpdateVendor(VendorId Id, VendorTerms Terms, bool IsArchived = false) : ICommand<VendorView>;

internal sealed class UpdateVendorHandler(IRepository<Vendor> vendors, PurchaseReferences references) : IHandler<UpdateVendor, VendorView>
{
    public async Task<Result<VendorView>> Handle(UpdateVendor command, CancellationToken cancellationToken)
    {
        if (await vendors.FindAsync(command.Id, cancellationToken) is not { } vendor)
            return Error.NotFound("vendor");

        // What it named before may have been archived meanwhile.
        if (command.Terms.AccountId != vendor.AccountId)
            await references.CheckAsync(command.Terms.AccountId, cancellationToken);
        vendor.Change(command.Terms, command.IsArchived);
        return VendorView.Of(vendor);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Forgets a vendor; with bills it is archived.</summary>
[RequirePermission(Permissions.Vendors.Manage)]
[Audited("vendor.remove", "Deleted or archived a vendor")]
public sealed record DeleteVendor(VendorId Id) : ICommand<Removed>;

internal sealed class DeleteVendorHandler(IRepository<Vendor> vendors, IDocumentUses uses) : IHandler<DeleteVendor, Removed>
{
    public async Task<Result<Removed>> Handle(DeleteVendor command, CancellationToken cancellationToken)
    {
        if (await vendors.FindAsync(command.Id, cancellationToken) is not { } vendor)
            return Error.NotFound("vendor");

        var isUsed = await uses.HasAnyAsync(vendor.Id, cancellationToken);
        if (isUsed)
            vendor.Archive();
        else
            vendors.Remove(vendor);
        return new Removed(isUsed);
    }
}

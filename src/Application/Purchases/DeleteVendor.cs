using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Forgets a vendor to which nothing refers.</summary>
[RequirePermission(Permissions.Vendors.Manage)]
[Audited("vendor.remove", "Deleted a vendor")]
public sealed record DeleteVendor(VendorId Id) : ICommand<Removed>;

internal sealed class DeleteVendorHandler(IRepository<Vendor> vendors) : IHandler<DeleteVendor, Removed>
{
    public async Task<Result<Removed>> Handle(DeleteVendor command, CancellationToken cancellationToken)
    {
        if (await vendors.FindAsync(command.Id, cancellationToken) is not { } vendor)
            return Error.NotFound("vendor");

        vendors.Remove(vendor);
        return new Removed(IsArchived: false);
    }
}

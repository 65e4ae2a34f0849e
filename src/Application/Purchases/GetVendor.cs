using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>One vendor with everything that is known of it.</summary>
[RequirePermission(Permissions.Vendors.Read)]
public sealed record GetVendor(VendorId Id) : IQuery<VendorView>;

internal sealed class GetVendorHandler(IPurchaseReads reads) : IHandler<GetVendor, VendorView>
{
    public async Task<Result<VendorView>> Handle(GetVendor request, CancellationToken cancellationToken) =>
        await reads.FindVendorAsync(request.Id, cancellationToken) is { } vendor ? vendor : Error.NotFound("vendor");
}

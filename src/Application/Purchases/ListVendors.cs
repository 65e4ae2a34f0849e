using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases;

/// <summary>Vendors by name, with where they are and where money for them goes.</summary>
[RequirePermission(Permissions.Vendors.Read)]
public sealed record ListVendors(VendorFilter Filter, PageRequest Page) : IQuery<Page<VendorView>>, ISorted
{
    public static Sorts Sorts { get; } = new("name");
}

internal sealed class ListVendorsHandler(IPurchaseReads reads) : IHandler<ListVendors, Page<VendorView>>
{
    public async Task<Result<Page<VendorView>>> Handle(ListVendors request, CancellationToken cancellationToken) =>
        await reads.ListVendorsAsync(request.Filter, request.Page, cancellationToken);
}

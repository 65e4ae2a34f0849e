using Financbase.Application.Paging;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>Vendors of the current organization.</summary>
public interface IPurchaseReads
{
    Task<Page<VendorView>> ListVendorsAsync(VendorFilter filter, PageRequest page, CancellationToken ct);

    Task<VendorView?> FindVendorAsync(VendorId id, CancellationToken ct);
}

using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;

namespace Financbase.Application.Documents;

/// <summary>Whether anything of the current organization refers to it, so that it cannot be forgotten.</summary>
public interface IDocumentUses
{
    Task<bool> HasAnyAsync(TaxRateId rate, CancellationToken ct);

    Task<bool> HasAnyAsync(CustomerId customer, CancellationToken ct);

    Task<bool> HasAnyAsync(VendorId vendor, CancellationToken ct);

    Task<bool> HasAnyAsync(ItemId item, CancellationToken ct);
}

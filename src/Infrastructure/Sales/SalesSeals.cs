using Financbase.Domain.Sales;
using Financbase.Infrastructure.Encryption;

namespace Financbase.Infrastructure.Sales;

/// <summary>What of sales is stored sealed.</summary>
internal static class SalesSeals
{
    private const string Parties = "customers";

    public static SealedProperty<Customer> TaxId { get; } = SealedProperty<Customer>.OfText(
        new SealedColumn("customers", "tax_id_sealed", Parties), customer => customer.TaxId, customer => customer.Id.Value);

    public static IReadOnlyList<SealedProperty> All { get; } = [TaxId];
}

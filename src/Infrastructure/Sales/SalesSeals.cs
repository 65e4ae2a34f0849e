using System.Text.Json;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Encryption;

namespace Financbase.Infrastructure.Sales;

/// <summary>What of sales is stored sealed.</summary>
internal static class SalesSeals
{
    private const string Parties = "customers";

    public static SealedProperty<Customer> TaxId { get; } = SealedProperty<Customer>.OfText(
        new SealedColumn("customers", "tax_id_sealed", Parties), customer => customer.TaxId, customer => customer.Id.Value);

    public static SealedProperty<Invoice> BillTo { get; } = new(
        new SealedColumn("invoices", "bill_to_sealed", Parties), invoice => invoice.BillTo, invoice => invoice.Id.Value,
        billTo => JsonSerializer.SerializeToUtf8Bytes((BillTo)billTo, WireJson.Options), bytes => JsonSerializer.Deserialize<BillTo>(bytes, WireJson.Options)!);

    public static SealedProperty<Invoice> IssuedBy { get; } = new(
        new SealedColumn("invoices", "issued_by_sealed", Parties), invoice => invoice.IssuedBy, invoice => invoice.Id.Value,
        issuedBy => JsonSerializer.SerializeToUtf8Bytes((IssuedBy)issuedBy, WireJson.Options), bytes => JsonSerializer.Deserialize<IssuedBy>(bytes, WireJson.Options)!);

    public static SealedProperty<Issuer> IssuerTaxId { get; } = SealedProperty<Issuer>.OfText(
        new SealedColumn("issuers", "tax_id_sealed", Parties, "organization_id::text"), issuer => issuer.TaxId, issuer => issuer.OrganizationId.Value);

    public static SealedProperty<Issuer> IssuerIban { get; } = SealedProperty<Issuer>.OfText(
        new SealedColumn("issuers", "iban_sealed", Parties, "organization_id::text"), issuer => issuer.Iban, issuer => issuer.OrganizationId.Value);

    public static IReadOnlyList<SealedProperty> All { get; } = [TaxId, BillTo, IssuedBy, IssuerTaxId, IssuerIban];
}

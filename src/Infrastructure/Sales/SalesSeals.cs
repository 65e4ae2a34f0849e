using System.Linq.Expressions;
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

    public static SealedProperty<Invoice> BillTo { get; } = OfBillTo<Invoice>("invoices", invoice => invoice.BillTo, invoice => invoice.Id.Value);

    public static SealedProperty<Invoice> IssuedBy { get; } = OfIssuedBy<Invoice>("invoices", invoice => invoice.IssuedBy, invoice => invoice.Id.Value);

    public static SealedProperty<Quote> QuoteBillTo { get; } = OfBillTo<Quote>("quotes", quote => quote.BillTo, quote => quote.Id.Value);

    public static SealedProperty<Quote> QuoteIssuedBy { get; } = OfIssuedBy<Quote>("quotes", quote => quote.IssuedBy, quote => quote.Id.Value);

    public static SealedProperty<Issuer> IssuerTaxId { get; } = SealedProperty<Issuer>.OfText(
        new SealedColumn("issuers", "tax_id_sealed", Parties, "organization_id::text"), issuer => issuer.TaxId, issuer => issuer.OrganizationId.Value);

    public static SealedProperty<Issuer> IssuerIban { get; } = SealedProperty<Issuer>.OfText(
        new SealedColumn("issuers", "iban_sealed", Parties, "organization_id::text"), issuer => issuer.Iban, issuer => issuer.OrganizationId.Value);

    public static IReadOnlyList<SealedProperty> All { get; } = [TaxId, BillTo, IssuedBy, QuoteBillTo, QuoteIssuedBy, IssuerTaxId, IssuerIban];

    private static SealedProperty<T> OfBillTo<T>(string table, Expression<Func<T, object?>> value, Func<T, Guid> row) where T : class, IOrganizationOwned => new(
        new SealedColumn(table, "bill_to_sealed", Parties), value, row,
        billTo => JsonSerializer.SerializeToUtf8Bytes((BillTo)billTo, WireJson.Options), bytes => JsonSerializer.Deserialize<BillTo>(bytes, WireJson.Options)!);

    private static SealedProperty<T> OfIssuedBy<T>(string table, Expression<Func<T, object?>> value, Func<T, Guid> row) where T : class, IOrganizationOwned => new(
        new SealedColumn(table, "issued_by_sealed", Parties), value, row,
        issuedBy => JsonSerializer.SerializeToUtf8Bytes((IssuedBy)issuedBy, WireJson.Options), bytes => JsonSerializer.Deserialize<IssuedBy>(bytes, WireJson.Options)!);
}

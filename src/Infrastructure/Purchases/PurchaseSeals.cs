using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Infrastructure.Encryption;

namespace Financbase.Infrastructure.Purchases;

/// <summary>What of purchases is stored sealed.</summary>
internal static class PurchaseSeals
{
    private const string Parties = "vendors";

    public static SealedProperty<Vendor> TaxId { get; } = SealedProperty<Vendor>.OfText(
        new SealedColumn("vendors", "tax_id_sealed", Parties), vendor => vendor.TaxId, vendor => vendor.Id.Value);

    public static SealedProperty<Vendor> Iban { get; } = SealedProperty<Vendor>.OfText(
        new SealedColumn("vendors", "iban_sealed", Parties), vendor => vendor.Iban, vendor => vendor.Id.Value);

    public static SealedProperty<Vendor> Bic { get; } = SealedProperty<Vendor>.OfText(
        new SealedColumn("vendors", "bic_sealed", Parties), vendor => vendor.Bic, vendor => vendor.Id.Value);

    public static SealedProperty<PaymentFile> Orders { get; } = new(
        new SealedColumn("payment_files", "content_sealed", "payment_files") { Batch = 4 }, file => file.Content, file => file.Id.Value, content => (byte[])content, bytes => bytes);

    public static IReadOnlyList<SealedProperty> All { get; } = [TaxId, Iban, Bic, Orders];
}

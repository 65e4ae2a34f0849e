using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <param name="Id">The vendor.</param>
/// <param name="Name">Of the firm or person.</param>
/// <param name="Email">Where questions about bills go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on bills.</param>
/// <param name="Iban">The account that is paid to.</param>
/// <param name="Bic">Of that account's bank.</param>
/// <param name="PaymentDays">A bill is due so many days after its day; null for the usual.</param>
/// <param name="AccountId">Where lines of its bills go that name no account; null for where purchases usually go.</param>
/// <param name="IsArchived">It is not offered for new documents any more.</param>
public sealed record VendorView(
    VendorId Id, string Name, string? Email, string? Phone, PostalAddress Address, string? TaxId, string? Iban, string? Bic, int? PaymentDays,
    AccountId? AccountId, bool IsArchived)
{
    internal static VendorView Of(Vendor vendor) => new(
        vendor.Id, vendor.Name, vendor.Email, vendor.Phone, vendor.Terms.Address!, vendor.TaxId, vendor.Iban, vendor.Bic, vendor.PaymentDays, vendor.AccountId,
        vendor.IsArchived);
}

/// <summary>Null asks for all; the text is looked for in name, e-mail address and town.</summary>
public sealed record VendorFilter(string? Text = null, bool? IsArchived = null);

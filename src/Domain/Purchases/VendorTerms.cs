using System.Text.RegularExpressions;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>What is known of a vendor.</summary>
/// <param name="Name">Of the firm or person; payments are made out to it.</param>
/// <param name="Email">Where questions about bills go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on bills, e.g. a VAT number.</param>
/// <param name="Iban">The account that is paid to.</param>
/// <param name="Bic">Of that account's bank, 8 or 11 characters (ISO 9362); within SEPA the IBAN is enough.</param>
/// <param name="PaymentDays">A bill is due so many days after its day, 0 to 365; null for the usual.</param>
/// <param name="AccountId">Where lines of its bills go that name no account: an expense or asset account; null for where purchases usually go.</param>
public sealed partial record VendorTerms(
    string Name, string? Email = null, string? Phone = null, PostalAddress? Address = null, string? TaxId = null, string? Iban = null, string? Bic = null,
    int? PaymentDays = null, AccountId? AccountId = null)
{
    public const int LongestName = 200;
    public const int LongestPhone = 40;
    public const int LongestTaxId = 40;
    public const int MostPaymentDays = 365;

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal VendorTerms Checked() => this with
    {
        Name = Name?.Trim() is { Length: > 0 and <= LongestName } name ? name : throw Fault("name", $"Give the vendor a name of 1 to {LongestName} characters."),
        Email = string.IsNullOrWhiteSpace(Email) ? null : EmailAddress.TryParse(Email, out var address) ? address.Value : throw Fault("email", "This is not an e-mail address."),
        Phone = OptionalText.Of(Phone, LongestPhone, "phone"),
        Address = (Address ?? new PostalAddress()).Checked(),
        TaxId = OptionalText.Of(TaxId, LongestTaxId, "taxId"),
        Iban = string.IsNullOrWhiteSpace(Iban) ? null : Banking.Iban.TryParse(Iban, out var iban) ? iban.Value
            : throw Fault("iban", "This is not a valid IBAN: its check digits do not fit. Compare it with the bill."),
        Bic = string.IsNullOrWhiteSpace(Bic) ? null : Bic.Trim().ToUpperInvariant() is { } bic && BicShape().IsMatch(bic) ? bic
            : throw Fault("bic", "A BIC has 8 or 11 letters and digits, such as COBADEFFXXX."),
        PaymentDays = PaymentDays is null or (>= 0 and <= MostPaymentDays) ? PaymentDays : throw Fault("paymentDays", $"Choose 0 to {MostPaymentDays} days."),
    };

    private static DomainException Fault(string field, string message) => new(Error.Validation(field, message));

    // ISO 9362: business party, country, suffix, and perhaps a branch.
    [GeneratedRegex(@"^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\z")]
    private static partial Regex BicShape();
}

using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What is known of a customer.</summary>
/// <param name="Name">Of the firm or person.</param>
/// <param name="Email">Where invoices go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on invoices, e.g. a VAT number.</param>
/// <param name="PaymentDays">An invoice is due so many days after it was issued, 0 to 365; null for the usual.</param>
public sealed record CustomerTerms(
    string Name, string? Email = null, string? Phone = null, PostalAddress? Address = null, string? TaxId = null, int? PaymentDays = null)
{
    public const int LongestName = 200;
    public const int LongestPhone = 40;
    public const int LongestTaxId = 40;
    public const int MostPaymentDays = 365;

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal CustomerTerms Checked() => this with
    {
        Name = Name?.Trim() is { Length: > 0 and <= LongestName } name ? name : throw Fault("name", $"Give the customer a name of 1 to {LongestName} characters."),
        Email = string.IsNullOrWhiteSpace(Email) ? null : EmailAddress.TryParse(Email, out var address) ? address.Value : throw Fault("email", "This is not an e-mail address."),
        Phone = Optional(Phone, LongestPhone, "phone"),
        Address = (Address ?? new PostalAddress()).Checked(),
        TaxId = Optional(TaxId, LongestTaxId, "taxId"),
        PaymentDays = PaymentDays is null or (>= 0 and <= MostPaymentDays) ? PaymentDays : throw Fault("paymentDays", $"Choose 0 to {MostPaymentDays} days."),
    };

    internal static string? Optional(string? text, int longest, string field) => string.IsNullOrWhiteSpace(text) ? null
        : text.Trim() is { } trimmed && trimmed.Length <= longest ? trimmed
        : throw Fault(field, $"At most {longest} characters.");

    private static DomainException Fault(string field, string message) => new(Error.Validation(field, message));
}

/// <param name="Street">With the number; may have several lines.</param>
/// <param name="PostalCode">As it is written there.</param>
/// <param name="City">Or town.</param>
/// <param name="Country">Two letters, ISO 3166-1.</param>
public sealed record PostalAddress(string? Street = null, string? PostalCode = null, string? City = null, string? Country = null)
{
    public const int LongestStreet = 300;
    public const int LongestPostalCode = 20;
    public const int LongestCity = 100;

    internal PostalAddress Checked() => new(
        CustomerTerms.Optional(Street, LongestStreet, "address.street"),
        CustomerTerms.Optional(PostalCode, LongestPostalCode, "address.postalCode"),
        CustomerTerms.Optional(City, LongestCity, "address.city"),
        string.IsNullOrWhiteSpace(Country) ? null
            : Country.Trim().ToUpperInvariant() is { Length: 2 } code && code.All(char.IsAsciiLetterUpper) ? code
            : throw new DomainException(Error.Validation("address.country", "Write the country with two letters, such as DE.")));
}

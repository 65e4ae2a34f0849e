using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What is known of a customer.</summary>
/// <param name="Name">Of the firm or person.</param>
/// <param name="Email">Where invoices go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on invoices, e.g. a VAT number.</param>
/// <param name="PaymentDays">An invoice is due so many days after it was issued, 0 to 365; null for the usual.</param>
/// <param name="GetsReminders">It is reminded of what is due, where the organization does that.</param>
public sealed record CustomerTerms(
    string Name, string? Email = null, string? Phone = null, PostalAddress? Address = null, string? TaxId = null, int? PaymentDays = null,
    bool GetsReminders = true)
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

    internal static string? Optional(string? text, int longest, string field) => OptionalText.Of(text, longest, field);

    private static DomainException Fault(string field, string message) => new(Error.Validation(field, message));
}

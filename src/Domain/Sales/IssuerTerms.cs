using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What an organization says of itself on its documents, beside its name.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on documents, e.g. a VAT number.</param>
/// <param name="Iban">Where it wants to be paid (ISO 13616); kept without spaces.</param>
/// <param name="Bic">Of the bank there (ISO 9362), 8 or 11 characters.</param>
public sealed record IssuerTerms(PostalAddress? Address = null, string? TaxId = null, string? Iban = null, string? Bic = null)
{
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    internal IssuerTerms Checked() => new(
        (Address ?? new PostalAddress()).Checked(),
        CustomerTerms.Optional(TaxId, CustomerTerms.LongestTaxId, "taxId"),
        string.IsNullOrWhiteSpace(Iban) ? null
            : Banking.Iban.TryParse(Iban, out var iban) ? iban.Value
            : throw new DomainException(Error.Validation("iban", "This is no IBAN: a character is missing or wrong.")),
        string.IsNullOrWhiteSpace(Bic) ? null
            : Bic.Trim().ToUpperInvariant() is { Length: 8 or 11 } bic && bic.All(char.IsAsciiLetterOrDigit) && bic[..6].All(char.IsAsciiLetter) ? bic
            : throw new DomainException(Error.Validation("bic", "Write the BIC with 8 or 11 letters and digits, such as COBADEFFXXX.")));
}

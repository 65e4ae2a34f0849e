namespace Financbase.Domain.SharedKernel;

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
        OptionalText.Of(Street, LongestStreet, "address.street"),
        OptionalText.Of(PostalCode, LongestPostalCode, "address.postalCode"),
        OptionalText.Of(City, LongestCity, "address.city"),
        string.IsNullOrWhiteSpace(Country) ? null
            : Country.Trim().ToUpperInvariant() is { Length: 2 } code && code.All(char.IsAsciiLetterUpper) ? code
            : throw new DomainException(Error.Validation("address.country", "Write the country with two letters, such as DE.")));
}

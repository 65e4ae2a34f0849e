using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What an organization says of itself on what it issues. There is one of each organization, at most.</summary>
public sealed class Issuer : AggregateRoot, IOrganizationOwned
{
    private Issuer()
    {
    }

    public OrganizationId OrganizationId { get; private init; }

    public string? Street { get; private set; }

    public string? PostalCode { get; private set; }

    public string? City { get; private set; }

    public string? Country { get; private set; }

    /// <summary>Stored sealed.</summary>
    public string? TaxId { get; private set; }

    /// <summary>Stored sealed.</summary>
    public string? Iban { get; private set; }

    public string? Bic { get; private set; }

    public IssuerTerms Terms => new(new PostalAddress(Street, PostalCode, City, Country), TaxId, Iban, Bic);

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Issuer Of(OrganizationId organization, IssuerTerms terms)
    {
        var issuer = new Issuer { OrganizationId = organization };
        issuer.Describe(terms);
        return issuer;
    }

    /// <summary>What is finalised already keeps what it says.</summary>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public void Describe(IssuerTerms terms)
    {
        var known = terms.Checked();
        (TaxId, Iban, Bic) = (known.TaxId, known.Iban, known.Bic);
        (Street, PostalCode, City, Country) = (known.Address!.Street, known.Address.PostalCode, known.Address.City, known.Address.Country);
    }
}

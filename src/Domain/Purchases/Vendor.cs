using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>Of whom is bought. With documents it is archived, never deleted.</summary>
public sealed class Vendor : AggregateRoot, IOrganizationOwned
{
    private Vendor()
    {
    }

    public VendorId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Name { get; private set; } = "";

    public string? Email { get; private set; }

    public string? Phone { get; private set; }

    public string? Street { get; private set; }

    public string? PostalCode { get; private set; }

    public string? City { get; private set; }

    public string? Country { get; private set; }

    /// <summary>Stored sealed.</summary>
    public string? TaxId { get; private set; }

    /// <summary>The account that is paid to. Stored sealed.</summary>
    public string? Iban { get; private set; }

    /// <summary>Stored sealed.</summary>
    public string? Bic { get; private set; }

    public int? PaymentDays { get; private set; }

    public AccountId? AccountId { get; private set; }

    /// <summary>It is not offered for new documents any more.</summary>
    public bool IsArchived { get; private set; }

    public VendorTerms Terms => new(Name, Email, Phone, new PostalAddress(Street, PostalCode, City, Country), TaxId, Iban, Bic, PaymentDays, AccountId);

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Vendor Add(OrganizationId organization, VendorTerms terms)
    {
        var vendor = new Vendor { Id = EntityId.New<VendorId>(), OrganizationId = organization };
        vendor.Write(terms);
        vendor.Raise(new VendorCreated(vendor.Id, vendor.Name));
        return vendor;
    }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public void Change(VendorTerms terms, bool isArchived)
    {
        var before = (Terms, IsArchived);
        Write(terms);
        IsArchived = isArchived;
        if (before != (Terms, IsArchived))
            Raise(new VendorUpdated(Id, Name, IsArchived, (before.Terms.Iban, before.Terms.Bic) != (Iban, Bic)));
    }

    public void Archive() => Change(Terms, isArchived: true);

    private void Write(VendorTerms terms)
    {
        var known = terms.Checked();
        (Name, Email, Phone, TaxId, Iban, Bic) = (known.Name, known.Email, known.Phone, known.TaxId, known.Iban, known.Bic);
        (Street, PostalCode, City, Country) = (known.Address!.Street, known.Address.PostalCode, known.Address.City, known.Address.Country);
        (PaymentDays, AccountId) = (known.PaymentDays, known.AccountId);
    }
}

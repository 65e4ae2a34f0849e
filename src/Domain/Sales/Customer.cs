using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>Who is sold to. With documents it is archived, never deleted.</summary>
public sealed class Customer : AggregateRoot, IOrganizationOwned
{
    private Customer()
    {
    }

    public CustomerId Id { get; private init; }

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

    public int? PaymentDays { get; private set; }

    /// <summary>It is reminded of what is due, where the organization does that.</summary>
    public bool GetsReminders { get; private set; }

    /// <summary>It is not offered for new documents any more.</summary>
    public bool IsArchived { get; private set; }

    public CustomerTerms Terms => new(Name, Email, Phone, new PostalAddress(Street, PostalCode, City, Country), TaxId, PaymentDays, GetsReminders);

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Customer Add(OrganizationId organization, CustomerTerms terms)
    {
        var customer = new Customer { Id = EntityId.New<CustomerId>(), OrganizationId = organization };
        customer.Write(terms);
        customer.Raise(new CustomerCreated(customer.Id, customer.Name));
        return customer;
    }

    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public void Change(CustomerTerms terms, bool isArchived)
    {
        var before = (Terms, IsArchived);
        Write(terms);
        IsArchived = isArchived;
        if (before != (Terms, IsArchived))
            Raise(new CustomerUpdated(Id, Name, IsArchived));
    }

    public void Archive() => Change(Terms, isArchived: true);

    private void Write(CustomerTerms terms)
    {
        var known = terms.Checked();
        (Name, Email, Phone, TaxId, PaymentDays) = (known.Name, known.Email, known.Phone, known.TaxId, known.PaymentDays);
        GetsReminders = known.GetsReminders;
        (Street, PostalCode, City, Country) = (known.Address!.Street, known.Address.PostalCode, known.Address.City, known.Address.Country);
    }
}

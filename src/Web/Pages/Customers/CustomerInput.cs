using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Pages.Customers;

public sealed record CustomerInput
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public AddressInput Address { get; init; } = new();

    public string? TaxId { get; init; }

    public int? PaymentDays { get; init; }

    public bool GetsReminders { get; init; } = true;

    public bool IsArchived { get; init; }

    public static CustomerInput Of(CustomerView customer) => new()
    {
        Name = customer.Name,
        Email = customer.Email,
        Phone = customer.Phone,
        Address = new()
        {
            Street = customer.Address.Street,
            PostalCode = customer.Address.PostalCode,
            City = customer.Address.City,
            Country = customer.Address.Country,
        },
        TaxId = customer.TaxId,
        PaymentDays = customer.PaymentDays,
        GetsReminders = customer.GetsReminders,
        IsArchived = customer.IsArchived,
    };

    public CustomerTerms ToTerms() => new(
        Name ?? "", Email, Phone, new PostalAddress(Address.Street, Address.PostalCode, Address.City, Address.Country), TaxId, PaymentDays,
        GetsReminders);
}

public sealed record AddressInput
{
    public string? Street { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? Country { get; init; }
}

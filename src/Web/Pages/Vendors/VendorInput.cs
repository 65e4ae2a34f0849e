using Financbase.Application.Purchases;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Customers;

namespace Financbase.Web.Pages.Vendors;

public sealed record VendorInput
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public AddressInput Address { get; init; } = new();

    public string? TaxId { get; init; }

    public string? Iban { get; init; }

    public string? Bic { get; init; }

    public int? PaymentDays { get; init; }

    public Guid? AccountId { get; init; }

    public bool IsArchived { get; init; }

    public static VendorInput Of(VendorView vendor) => new()
    {
        Name = vendor.Name,
        Email = vendor.Email,
        Phone = vendor.Phone,
        Address = new()
        {
            Street = vendor.Address.Street,
            PostalCode = vendor.Address.PostalCode,
            City = vendor.Address.City,
            Country = vendor.Address.Country,
        },
        TaxId = vendor.TaxId,
        Iban = vendor.Iban is { } iban ? Domain.Banking.Iban.Of(iban).ToGroups() : null,
        Bic = vendor.Bic,
        PaymentDays = vendor.PaymentDays,
        AccountId = vendor.AccountId?.Value,
        IsArchived = vendor.IsArchived,
    };

    public VendorTerms ToTerms() => new(
        Name ?? "", Email, Phone, new PostalAddress(Address.Street, Address.PostalCode, Address.City, Address.Country), TaxId, Iban, Bic, PaymentDays,
        AccountId is { } account ? new AccountId(account) : null);
}

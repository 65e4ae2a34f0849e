using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <param name="Id">The customer.</param>
/// <param name="Name">Of the firm or person.</param>
/// <param name="Email">Where invoices go.</param>
/// <param name="Phone">As it is dialled.</param>
/// <param name="Address">Where it is.</param>
/// <param name="TaxId">As it stands on invoices.</param>
/// <param name="PaymentDays">An invoice is due so many days after it was issued; null for the usual.</param>
/// <param name="GetsReminders">It is reminded of what is due, where the organization does that.</param>
/// <param name="IsArchived">It is not offered for new documents any more.</param>
public sealed record CustomerView(
    CustomerId Id, string Name, string? Email, string? Phone, PostalAddress Address, string? TaxId, int? PaymentDays, bool GetsReminders, bool IsArchived)
{
    internal static CustomerView Of(Customer customer) => new(
        customer.Id, customer.Name, customer.Email, customer.Phone, customer.Terms.Address!, customer.TaxId, customer.PaymentDays, customer.GetsReminders, customer.IsArchived);
}

/// <summary>Null asks for all; the text is looked for in name, e-mail address and town.</summary>
public sealed record CustomerFilter(string? Text = null, bool? IsArchived = null);

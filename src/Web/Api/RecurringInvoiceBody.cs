using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Sales;

namespace Financbase.Web.Api;

/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">Who is to owe the invoices; in use.</param>
/// <param name="Lines">Of each invoice; 1 to 10,000.</param>
/// <param name="Schedule">On which days an invoice is made; that day is its day of issue.</param>
/// <param name="Creates">What becomes of it; without it, a draft.</param>
/// <param name="PaymentDays">It is due so many days later; without it, as many as the customer has then, or 30.</param>
/// <param name="Currency">ISO 4217; without it, the base currency.</param>
/// <param name="Reference">What the customer calls the invoices by.</param>
/// <param name="Note">For the customer, below the lines.</param>
public sealed record RecurringInvoiceBody(
    string Name, CustomerId CustomerId, IReadOnlyList<InvoiceLineBody> Lines, Recurrence Schedule, RecurringOutcome Creates = RecurringOutcome.Draft,
    int? PaymentDays = null, string? Currency = null, string? Reference = null, string? Note = null)
{
    internal RecurringInvoiceDraft ToDraft() => new(Name, CustomerId, InvoiceLineBody.ToDrafts(Lines), Schedule, Creates, PaymentDays, Currency, Reference, Note);
}

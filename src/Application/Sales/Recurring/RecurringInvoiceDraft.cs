using Financbase.Domain.Sales;

namespace Financbase.Application.Sales.Recurring;

/// <summary>What a template is to be.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">Who is to owe the invoices; in use.</param>
/// <param name="Lines">Of each invoice; 1 to 10,000.</param>
/// <param name="Schedule">On which days an invoice is made.</param>
/// <param name="Creates">What becomes of it.</param>
/// <param name="PaymentDays">It is due so many days later; null for what the customer has then, or 30.</param>
/// <param name="Currency">ISO 4217; null for the base currency.</param>
/// <param name="Reference">What the customer calls the invoices by.</param>
/// <param name="Note">For the customer.</param>
public sealed record RecurringInvoiceDraft(
    string Name, CustomerId CustomerId, IReadOnlyList<InvoiceLineDraft> Lines, Recurrence Schedule, RecurringOutcome Creates = RecurringOutcome.Draft,
    int? PaymentDays = null, string? Currency = null, string? Reference = null, string? Note = null);

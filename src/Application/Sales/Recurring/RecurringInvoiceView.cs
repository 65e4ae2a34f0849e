using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Recurring;

/// <param name="Id">The template.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Customer">Who is to owe the invoices.</param>
/// <param name="Status">Whether invoices are made.</param>
/// <param name="Creates">What becomes of them.</param>
/// <param name="Schedule">On which days they are made.</param>
/// <param name="NextOn">For which day the next one is made; null when there is none.</param>
/// <param name="Made">How many were made.</param>
/// <param name="Gross">What one comes to with tax, as the rates were when the template was written.</param>
/// <param name="Failure">Why the next one could not be made yet; null where nothing went wrong.</param>
public sealed record RecurringInvoiceSummary(
    RecurringInvoiceId Id, string Name, CustomerName Customer, RecurringStatus Status, RecurringOutcome Creates, Recurrence Schedule, DateOnly? NextOn, int Made,
    Money Gross, string? Failure);

/// <param name="Id">The template.</param>
/// <param name="Name">What people call it.</param>
/// <param name="CustomerId">Who is to owe the invoices.</param>
/// <param name="Customer">The same, with the name.</param>
/// <param name="Status">Whether invoices are made.</param>
/// <param name="Creates">What becomes of them.</param>
/// <param name="Schedule">On which days they are made.</param>
/// <param name="NextDates">The next five of these days.</param>
/// <param name="PaymentDays">An invoice is due so many days later; null for what the customer has then.</param>
/// <param name="Currency">Of all amounts.</param>
/// <param name="Reference">What the customer calls the invoices by.</param>
/// <param name="Note">For the customer.</param>
/// <param name="Gross">What one comes to with tax, as the rates were when the template was written.</param>
/// <param name="Failure">Why the next one could not be made yet; null where nothing went wrong.</param>
/// <param name="Made">How many were made.</param>
/// <param name="Lines">In their order.</param>
/// <param name="Invoices">What was made, the latest first; at most 50.</param>
public sealed record RecurringInvoiceView(
    RecurringInvoiceId Id, string Name, CustomerId CustomerId, CustomerName Customer, RecurringStatus Status, RecurringOutcome Creates, Recurrence Schedule,
    IReadOnlyList<DateOnly> NextDates, int? PaymentDays, string Currency, string? Reference, string? Note, Money Gross, string? Failure, int Made,
    IReadOnlyList<InvoiceLineView> Lines, IReadOnlyList<GeneratedInvoice> Invoices);

/// <param name="Date">For which day.</param>
/// <param name="InvoiceId">What was made; null when its draft was deleted.</param>
/// <param name="Number">Null for a draft.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Gross">What it comes to.</param>
public sealed record GeneratedInvoice(DateOnly Date, InvoiceId? InvoiceId, string? Number, InvoiceStatus? Status, Money? Gross);

/// <summary>Null asks for all; the text is looked for in the template's and the customer's name.</summary>
public sealed record RecurringInvoiceFilter(string? Text = null, RecurringStatus? Status = null, CustomerId? Customer = null);

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
    string Name, CustomerId CustomerId, IReadOnlyList<InvoiceLineBody> Lines, RecurrenceBody Schedule, RecurringOutcome Creates = RecurringOutcome.Draft,
    int? PaymentDays = null, string? Currency = null, string? Reference = null, string? Note = null)
{
    internal RecurringInvoiceDraft ToDraft() => new(Name, CustomerId, InvoiceLineBody.ToDrafts(Lines), Schedule.ToSchedule(), Creates, PaymentDays, Currency, Reference, Note);
}

/// <param name="Every">Every so many units, 1 to 366.</param>
/// <param name="Unit">Of what.</param>
/// <param name="StartsOn">No day is before this one.</param>
/// <param name="DayOfMonth">1 to 31, for months and years, a month that is shorter ends on its last day; without it, the day of <c>startsOn</c>.</param>
/// <param name="EndsOn">No day is after this one; without it, there is no end.</param>
/// <param name="Count">So many days at most, 1 to 10,000; without it, there is no end.</param>
public sealed record RecurrenceBody(int Every, RecurrenceUnit Unit, DateOnly StartsOn, int? DayOfMonth = null, DateOnly? EndsOn = null, int? Count = null)
{
    internal Recurrence ToSchedule() => new(Every, Unit, StartsOn, DayOfMonth, EndsOn, Count);
}

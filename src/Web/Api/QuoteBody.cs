using Financbase.Application.Sales;
using Financbase.Domain.Sales;

namespace Financbase.Web.Api;

/// <param name="CustomerId">To whom it is offered; in use.</param>
/// <param name="Lines">1 to 10,000.</param>
/// <param name="IssueDate">Its day; without it, today.</param>
/// <param name="ValidUntil">The last day on which it can be accepted; without it, 30 days later.</param>
/// <param name="Currency">ISO 4217; without it, the base currency.</param>
/// <param name="Reference">What the customer calls it by, such as an enquiry number.</param>
/// <param name="Note">For the customer, below the lines.</param>
public sealed record QuoteBody(
    CustomerId CustomerId, IReadOnlyList<InvoiceLineBody> Lines, DateOnly? IssueDate = null, DateOnly? ValidUntil = null, string? Currency = null,
    string? Reference = null, string? Note = null)
{
    internal InvoiceDraft ToDraft() => new(CustomerId, InvoiceLineBody.ToDrafts(Lines), IssueDate, ValidUntil, Currency, Reference, Note);
}

/// <param name="Reason">Why; at most 300 characters.</param>
public sealed record DeclineBody(string? Reason = null);

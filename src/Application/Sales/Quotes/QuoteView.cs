using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Quotes;

/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">What is asked for.</param>
public sealed record QuoteTotals(Money Net, Money Tax, Money Gross);

/// <param name="Id">The quote.</param>
/// <param name="Number">Null for a draft.</param>
/// <param name="Customer">To whom it is offered.</param>
/// <param name="Status">How far it is.</param>
/// <param name="IssueDate">Its day.</param>
/// <param name="ValidUntil">The last day on which it can be accepted.</param>
/// <param name="Reference">What the customer calls it by.</param>
/// <param name="Totals">What it comes to.</param>
/// <param name="InvoiceId">What it became.</param>
public sealed record QuoteSummary(
    QuoteId Id, string? Number, CustomerName Customer, QuoteStatus Status, DateOnly IssueDate, DateOnly ValidUntil, string? Reference, QuoteTotals Totals, InvoiceId? InvoiceId);

/// <param name="Id">The quote.</param>
/// <param name="Number">Null for a draft.</param>
/// <param name="CustomerId">To whom it is offered.</param>
/// <param name="Customer">The same, with the name.</param>
/// <param name="Status">How far it is.</param>
/// <param name="IssueDate">Its day.</param>
/// <param name="ValidUntil">The last day on which it can be accepted.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Reference">What the customer calls it by.</param>
/// <param name="Note">For the customer.</param>
/// <param name="IssuedBy">Who issued it, as it stood then; null for a draft.</param>
/// <param name="BillTo">To whom it is made out; null for a draft.</param>
/// <param name="Totals">What it comes to.</param>
/// <param name="Taxes">Each of them once.</param>
/// <param name="Lines">In their order.</param>
/// <param name="SentAt">When it was first sent.</param>
/// <param name="DecidedAt">When it was accepted or declined.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="InvoiceId">What it became.</param>
public sealed record QuoteView(
    QuoteId Id, string? Number, CustomerId CustomerId, CustomerName Customer, QuoteStatus Status, DateOnly IssueDate, DateOnly ValidUntil, string Currency, string? Reference,
    string? Note, IssuedBy? IssuedBy, BillTo? BillTo, QuoteTotals Totals, IReadOnlyList<TaxSubtotal> Taxes, IReadOnlyList<InvoiceLineView> Lines, DateTimeOffset? SentAt,
    DateTimeOffset? DecidedAt, string? Reason, InvoiceId? InvoiceId);

/// <summary>Null asks for all; the text is looked for in number, reference and the customer's name.</summary>
public sealed record QuoteFilter(string? Text = null, QuoteStatus? Status = null, CustomerId? Customer = null);

using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <param name="Id">The customer.</param>
/// <param name="Name">What people call it.</param>
public sealed record CustomerCreated(CustomerId Id, string Name) : IDomainEvent;

/// <param name="Id">The customer.</param>
/// <param name="Name">What people call it from now on.</param>
/// <param name="IsArchived">It is not offered for new documents any more.</param>
public sealed record CustomerUpdated(CustomerId Id, string Name, bool IsArchived) : IDomainEvent;

/// <summary>An invoice was drafted. It is in no books yet.</summary>
/// <param name="Id">The invoice.</param>
/// <param name="CustomerId">Who is to owe it.</param>
/// <param name="IssueDate">Its day in the books.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Gross">With tax.</param>
public sealed record InvoiceCreated(InvoiceId Id, CustomerId CustomerId, DateOnly IssueDate, DateOnly DueDate, Money Gross) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who owes it.</param>
/// <param name="IssueDate">Its day in the books.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">What is owed.</param>
public sealed record InvoiceFinalized(
    InvoiceId Id, string Number, CustomerId CustomerId, DateOnly IssueDate, DateOnly DueDate, Money Net, Money Tax, Money Gross) : IDomainEvent;

/// <param name="Id">The invoice or credit note.</param>
/// <param name="Kind">Which of both.</param>
/// <param name="Number">It stays taken.</param>
/// <param name="CustomerId">Who owed it.</param>
/// <param name="Gross">What was owed.</param>
/// <param name="Reason">Why.</param>
public sealed record InvoiceVoided(InvoiceId Id, InvoiceKind Kind, string Number, CustomerId CustomerId, Money Gross, string? Reason) : IDomainEvent;

/// <param name="Id">The credit note.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who is given back.</param>
/// <param name="InvoiceId">The invoice that it takes back, or a part of.</param>
/// <param name="IssueDate">Its day in the books.</param>
/// <param name="Gross">What is given back, with tax.</param>
public sealed record CreditNoteIssued(InvoiceId Id, string Number, CustomerId CustomerId, InvoiceId? InvoiceId, DateOnly IssueDate, Money Gross) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who paid.</param>
/// <param name="Amount">What was paid or credited.</param>
/// <param name="Open">What is still owed.</param>
public sealed record InvoicePartiallyPaid(InvoiceId Id, string Number, CustomerId CustomerId, Money Amount, Money Open) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who paid.</param>
/// <param name="Gross">What was owed at first.</param>
public sealed record InvoicePaid(InvoiceId Id, string Number, CustomerId CustomerId, Money Gross) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who owes it.</param>
/// <param name="DueDate">The last day to pay was this.</param>
/// <param name="Open">What is owed.</param>
public sealed record InvoiceOverdue(InvoiceId Id, string Number, CustomerId CustomerId, DateOnly DueDate, Money Open) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who owes it.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Open">What is owed.</param>
public sealed record InvoiceSent(InvoiceId Id, string Number, CustomerId CustomerId, DateOnly DueDate, Money Open) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who owes it.</param>
/// <param name="On">The organization's day.</param>
public sealed record InvoiceViewed(InvoiceId Id, string Number, CustomerId CustomerId, DateOnly On) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who owes it.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Days">The stage: so many days after that day, or below zero before it.</param>
/// <param name="Open">What is owed.</param>
public sealed record InvoiceReminderSent(InvoiceId Id, string Number, CustomerId CustomerId, DateOnly DueDate, int Days, Money Open) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who owes it.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Days">The stage: so many days after that day, or below zero before it.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record InvoiceReminderFailed(InvoiceId Id, string Number, CustomerId CustomerId, DateOnly DueDate, int Days, string Code, string Reason) : IDomainEvent;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">Who owed it.</param>
/// <param name="Amount">What nobody expects any more.</param>
/// <param name="Reason">Why.</param>
public sealed record InvoiceWrittenOff(InvoiceId Id, string Number, CustomerId CustomerId, Money Amount, string? Reason) : IDomainEvent;

/// <param name="Id">The credit note.</param>
/// <param name="Number">In its series.</param>
/// <param name="InvoiceId">What it was used for.</param>
/// <param name="Amount">How much of it.</param>
public sealed record CreditNoteApplied(InvoiceId Id, string Number, InvoiceId InvoiceId, Money Amount) : IDomainEvent;

/// <param name="Id">The payment.</param>
/// <param name="CustomerId">Who paid.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Amount">How much.</param>
public sealed record PaymentReceived(PaymentId Id, CustomerId CustomerId, DateOnly Date, Money Amount) : IDomainEvent;

/// <param name="Id">The payment.</param>
/// <param name="InvoiceId">What it was used for.</param>
/// <param name="Amount">How much of it.</param>
public sealed record PaymentAllocated(PaymentId Id, InvoiceId InvoiceId, Money Amount) : IDomainEvent;

/// <param name="Id">The payment.</param>
/// <param name="CustomerId">Who had paid.</param>
/// <param name="Amount">How much.</param>
public sealed record PaymentUndone(PaymentId Id, CustomerId CustomerId, Money Amount) : IDomainEvent;

/// <param name="Id">The refund.</param>
/// <param name="PaymentId">Of which payment; null for a credit note.</param>
/// <param name="CreditNoteId">Of which credit note; null for a payment.</param>
/// <param name="CustomerId">Who got it.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Amount">How much.</param>
/// <param name="Left">What is left of the payment or credit note.</param>
public sealed record PaymentRefunded(
    CustomerRefundId Id, PaymentId? PaymentId, InvoiceId? CreditNoteId, CustomerId CustomerId, DateOnly Date, Money Amount, Money Left) : IDomainEvent;

/// <param name="PaymentId">Of which payment; null for a credit note.</param>
/// <param name="CreditNoteId">Of which credit note; null for a payment.</param>
/// <param name="CustomerId">Whose.</param>
/// <param name="InvoiceId">For what it had been used; null for what had been paid back.</param>
/// <param name="Amount">How much.</param>
/// <param name="Left">What is left of the payment or credit note.</param>
public sealed record PaymentUnapplied(
    PaymentId? PaymentId, InvoiceId? CreditNoteId, CustomerId CustomerId, InvoiceId? InvoiceId, Money Amount, Money Left) : IDomainEvent;

/// <param name="Id">The template.</param>
/// <param name="Name">Of the template.</param>
/// <param name="InvoiceId">What was made.</param>
/// <param name="CustomerId">Who is to owe it.</param>
/// <param name="Date">For which day.</param>
/// <param name="Gross">With tax.</param>
public sealed record RecurringInvoiceGenerated(
    RecurringInvoiceId Id, string Name, InvoiceId InvoiceId, CustomerId CustomerId, DateOnly Date, Money Gross) : IDomainEvent;

/// <param name="Id">The template.</param>
/// <param name="Name">Of the template.</param>
/// <param name="CustomerId">Who was to owe the invoice.</param>
/// <param name="Date">For which day it was to be made.</param>
/// <param name="Code">Of what went wrong.</param>
/// <param name="Reason">The same for people.</param>
public sealed record RecurringInvoiceFailed(
    RecurringInvoiceId Id, string Name, CustomerId CustomerId, DateOnly Date, string Code, string Reason) : IDomainEvent;

/// <param name="Id">The quote.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">To whom it is offered.</param>
/// <param name="ValidUntil">The last day on which it can be accepted.</param>
/// <param name="Gross">With tax.</param>
public sealed record QuoteSent(QuoteId Id, string Number, CustomerId CustomerId, DateOnly ValidUntil, Money Gross) : IDomainEvent;

/// <param name="Id">The quote.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">To whom it is offered.</param>
/// <param name="Gross">With tax.</param>
public sealed record QuoteAccepted(QuoteId Id, string Number, CustomerId CustomerId, Money Gross) : IDomainEvent;

/// <param name="Id">The quote.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">To whom it is offered.</param>
/// <param name="Gross">With tax.</param>
/// <param name="Reason">Why, if that is known.</param>
public sealed record QuoteDeclined(QuoteId Id, string Number, CustomerId CustomerId, Money Gross, string? Reason) : IDomainEvent;

/// <param name="Id">The quote.</param>
/// <param name="Number">In its series.</param>
/// <param name="CustomerId">To whom it is offered.</param>
/// <param name="ValidUntil">The last day on which it could be accepted was this.</param>
/// <param name="Gross">With tax.</param>
public sealed record QuoteExpired(QuoteId Id, string Number, CustomerId CustomerId, DateOnly ValidUntil, Money Gross) : IDomainEvent;

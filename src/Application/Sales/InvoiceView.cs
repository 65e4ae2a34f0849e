using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <param name="Net">Without tax.</param>
/// <param name="Tax">All taxes.</param>
/// <param name="Gross">What is owed.</param>
/// <param name="Paid">What was paid or credited of it.</param>
/// <param name="Open">What is still owed; of a credit note, what is not used up.</param>
public sealed record InvoiceTotals(Money Net, Money Tax, Money Gross, Money Paid, Money Open);

/// <param name="Id">The customer.</param>
/// <param name="Name">What people call it now.</param>
public sealed record CustomerName(CustomerId Id, string Name);

/// <param name="Id">The document.</param>
/// <param name="Kind">Invoice or credit note.</param>
/// <param name="Number">Null for a draft.</param>
/// <param name="Customer">Who owes it.</param>
/// <param name="Status">How far it is.</param>
/// <param name="PaymentStatus">What became of the money; none for a draft and for what is void.</param>
/// <param name="IssueDate">Its day in the books.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Reference">What the customer calls it by.</param>
/// <param name="Totals">What it comes to.</param>
public sealed record InvoiceSummary(
    InvoiceId Id, InvoiceKind Kind, string? Number, CustomerName Customer, InvoiceStatus Status, PaymentStatus PaymentStatus, DateOnly IssueDate, DateOnly DueDate,
    string? Reference, InvoiceTotals Totals);

/// <param name="Id">The document.</param>
/// <param name="Kind">Invoice or credit note.</param>
/// <param name="Number">Null for a draft.</param>
/// <param name="CustomerId">Who owes it.</param>
/// <param name="Customer">The same, with the name.</param>
/// <param name="Status">How far it is.</param>
/// <param name="PaymentStatus">What became of the money; none for a draft and for what is void.</param>
/// <param name="IssueDate">Its day in the books.</param>
/// <param name="DueDate">The last day to pay.</param>
/// <param name="Currency">Of all its amounts.</param>
/// <param name="Reference">What the customer calls it by.</param>
/// <param name="Note">For the customer.</param>
/// <param name="IssuedBy">Who issued it, as it stood then; null for a draft.</param>
/// <param name="BillTo">To whom it is made out; null for a draft.</param>
/// <param name="Totals">What it comes to.</param>
/// <param name="WrittenOff">What nobody expects any more.</param>
/// <param name="Taxes">Each of them once.</param>
/// <param name="Lines">In their order.</param>
/// <param name="Payments">With what it was paid.</param>
/// <param name="FinalizedAt">When it got its number.</param>
/// <param name="JournalEntryId">What it came to in the books.</param>
/// <param name="CreditsInvoiceId">The invoice that a credit note takes back, or a part of.</param>
/// <param name="Reminders">Which were sent, in their order.</param>
/// <param name="UnsentReminders">Which could not be sent, while neither they nor later ones were.</param>
/// <param name="Uses">Of a credit note: for which invoices it was used, and what was paid back.</param>
/// <param name="PostedOn">The day as of which it moved in, open, from other books; null for what was issued here.</param>
public sealed record InvoiceView(
    InvoiceId Id, InvoiceKind Kind, string? Number, CustomerId CustomerId, CustomerName Customer, InvoiceStatus Status, PaymentStatus PaymentStatus,
    DateOnly IssueDate, DateOnly DueDate, string Currency, string? Reference, string? Note, IssuedBy? IssuedBy, BillTo? BillTo, InvoiceTotals Totals, Money WrittenOff,
    IReadOnlyList<TaxSubtotal> Taxes, IReadOnlyList<InvoiceLineView> Lines, IReadOnlyList<InvoiceSettlement> Payments, DateTimeOffset? FinalizedAt, JournalEntryId? JournalEntryId, InvoiceId? CreditsInvoiceId,
    IReadOnlyList<SentReminder> Reminders, IReadOnlyList<UnsentReminder> UnsentReminders, IReadOnlyList<CreditUse> Uses, DateOnly? PostedOn = null);

/// <param name="Days">The stage: so many days after the last day to pay, or below zero before it.</param>
/// <param name="SentAt">When.</param>
public sealed record SentReminder(int Days, DateTimeOffset SentAt);

/// <param name="Days">The stage: so many days after the last day to pay, or below zero before it.</param>
/// <param name="Reason">Why, when it was tried first.</param>
/// <param name="TriedAt">When that was.</param>
public sealed record UnsentReminder(int Days, string Reason, DateTimeOffset TriedAt);

/// <param name="Description">What it is for.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Of one, in major units.</param>
/// <param name="DiscountPercent">Taken off.</param>
/// <param name="TaxRateId">Its tax rate.</param>
/// <param name="TaxRate">What that was called.</param>
/// <param name="AccountId">Where its income goes; null for where sales usually go.</param>
/// <param name="ItemId">What was sold, if that is kept.</param>
/// <param name="Net">Its amount without tax.</param>
/// <param name="ProjectId">What its income is counted by, if by one.</param>
/// <param name="Project">Its code and name.</param>
public sealed record InvoiceLineView(
    string Description, decimal Quantity, decimal UnitPrice, decimal DiscountPercent, TaxRateId? TaxRateId, string? TaxRate, AccountId? AccountId, ItemId? ItemId, Money Net,
    ProjectId? ProjectId = null, string? Project = null);

/// <summary>Null asks for all; the text is looked for in number, reference and the customer's name.</summary>
/// <param name="Kind">Invoices or credit notes.</param>
/// <param name="Text">Upper and lower case are the same.</param>
/// <param name="Status">How far they are.</param>
/// <param name="PaymentStatus">What became of the money.</param>
/// <param name="Customer">Whose.</param>
/// <param name="DueFrom">Due on this day or later.</param>
/// <param name="DueTo">Due on this day or before.</param>
public sealed record InvoiceFilter(
    InvoiceKind Kind, string? Text = null, InvoiceStatus? Status = null, PaymentStatus? PaymentStatus = null, CustomerId? Customer = null,
    DateOnly? DueFrom = null, DateOnly? DueTo = null);

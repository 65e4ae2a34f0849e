using Financbase.Application.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <param name="Id">The payment.</param>
/// <param name="Customer">Who paid.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Amount">How much.</param>
/// <param name="Unallocated">What is not used for an invoice.</param>
/// <param name="AccountId">Where the money is.</param>
/// <param name="Reference">As the bank says.</param>
/// <param name="IsUndone">It does not count any more.</param>
public sealed record PaymentSummary(
    PaymentId Id, CustomerName Customer, DateOnly Date, Money Amount, Money Unallocated, AccountId AccountId, string? Reference, bool IsUndone);

/// <param name="Id">The payment.</param>
/// <param name="Customer">Who paid.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Amount">How much.</param>
/// <param name="Unallocated">What is not used for an invoice.</param>
/// <param name="AccountId">Where the money is.</param>
/// <param name="Reference">As the bank says.</param>
/// <param name="IsUndone">It does not count any more.</param>
/// <param name="Uses">For which invoices it was used, and what was paid back.</param>
public sealed record PaymentView(
    PaymentId Id, CustomerName Customer, DateOnly Date, Money Amount, Money Unallocated, AccountId AccountId, string? Reference, bool IsUndone,
    IReadOnlyList<CreditUse> Uses);

/// <param name="Id">By which it is taken back.</param>
/// <param name="InvoiceId">The invoice; null for what was paid back.</param>
/// <param name="Name">The invoice's number, or the reference of the refund.</param>
/// <param name="Date">When.</param>
/// <param name="Amount">How much of the payment or credit note.</param>
public sealed record CreditUse(Guid Id, InvoiceId? InvoiceId, string? Name, DateOnly Date, Money Amount);

/// <summary>With what an invoice was paid: a payment or a credit note.</summary>
/// <param name="UseId">By which the use is taken back.</param>
/// <param name="PaymentId">The payment; null for a credit note.</param>
/// <param name="CreditNoteId">The credit note; null for a payment.</param>
/// <param name="Name">The payment's reference, or the credit note's number.</param>
/// <param name="Date">When it was used.</param>
/// <param name="Amount">How much of it.</param>
public sealed record InvoiceSettlement(Guid UseId, PaymentId? PaymentId, InvoiceId? CreditNoteId, string? Name, DateOnly Date, Money Amount);

/// <summary>Null asks for all.</summary>
/// <param name="Customer">Whose.</param>
/// <param name="Invoice">Of which something was used for this invoice.</param>
/// <param name="HasRest">Only those of which something is left, or nothing.</param>
public sealed record PaymentFilter(CustomerId? Customer = null, InvoiceId? Invoice = null, bool? HasRest = null);

/// <param name="PaymentId">The payment; null for a credit note.</param>
/// <param name="CreditNoteId">The credit note; null for a payment.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Date">Of the payment, or of issue.</param>
/// <param name="Left">What is left of it.</param>
public sealed record OpenCredit(PaymentId? PaymentId, InvoiceId? CreditNoteId, string? Name, DateOnly Date, Money Left);

/// <summary>What customers owe, by how long it is overdue; in the base currency.</summary>
/// <param name="AsOf">At the end of this day.</param>
/// <param name="Rows">By name.</param>
/// <param name="Totals">Of all rows; the last one is what the account of receivables holds.</param>
/// <param name="ComparedAsOf">The earlier day beside it; null where there is none.</param>
/// <param name="ComparedTotals">Of all rows on that day.</param>
public sealed record AgedReceivables(DateOnly AsOf, IReadOnlyList<AgedReceivablesRow> Rows, AgedAmounts Totals, DateOnly? ComparedAsOf = null, AgedAmounts? ComparedTotals = null);

/// <param name="Customer">Who owes it.</param>
/// <param name="Amounts">How much.</param>
/// <param name="Compared">How much on the earlier day.</param>
public sealed record AgedReceivablesRow(CustomerName Customer, AgedAmounts Amounts, AgedAmounts? Compared = null);

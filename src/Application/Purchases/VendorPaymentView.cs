using Financbase.Application.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <param name="Id">The payment.</param>
/// <param name="Vendor">Who was paid.</param>
/// <param name="Date">Its day in the books.</param>
/// <param name="Amount">How much, without a fee.</param>
/// <param name="Unallocated">What is not used for a bill.</param>
/// <param name="AccountId">Where the money came from.</param>
/// <param name="Reference">As the bank says.</param>
/// <param name="IsUndone">It does not count any more.</param>
public sealed record VendorPaymentSummary(
    VendorPaymentId Id, VendorName Vendor, DateOnly Date, Money Amount, Money Unallocated, AccountId AccountId, string? Reference, bool IsUndone);

/// <param name="Payment">The payment.</param>
/// <param name="Bills">What it was used for.</param>
public sealed record VendorPaymentView(VendorPaymentSummary Payment, IReadOnlyList<VendorPaymentUse> Bills);

/// <param name="BillId">The bill.</param>
/// <param name="Number">The vendor's own.</param>
/// <param name="Date">When it was used.</param>
/// <param name="Amount">How much of the payment.</param>
public sealed record VendorPaymentUse(BillId BillId, string Number, DateOnly Date, Money Amount);

/// <summary>With what a bill was paid.</summary>
/// <param name="PaymentId">The payment; or a credit.</param>
/// <param name="VendorCreditId">The credit; or a payment.</param>
/// <param name="Name">The reference of the payment, or the number of the credit.</param>
/// <param name="Date">When it was used.</param>
/// <param name="Amount">How much of it.</param>
public sealed record SettledBill(VendorPaymentId? PaymentId, VendorCreditId? VendorCreditId, string? Name, DateOnly Date, Money Amount);

/// <summary>What is owed to vendors, by how long it is overdue; in the base currency.</summary>
/// <param name="AsOf">At the end of this day.</param>
/// <param name="Rows">By name.</param>
/// <param name="Totals">Of all rows; the last one is what the account of payables holds.</param>
/// <param name="ComparedAsOf">The earlier day beside it; null where there is none.</param>
/// <param name="ComparedTotals">Of all rows on that day.</param>
public sealed record AgedPayables(DateOnly AsOf, IReadOnlyList<AgedPayablesRow> Rows, AgedAmounts Totals, DateOnly? ComparedAsOf = null, AgedAmounts? ComparedTotals = null);

/// <param name="Vendor">To whom it is owed.</param>
/// <param name="Amounts">How much.</param>
/// <param name="Compared">How much on the earlier day.</param>
public sealed record AgedPayablesRow(VendorName Vendor, AgedAmounts Amounts, AgedAmounts? Compared = null);

/// <summary>Null asks for all.</summary>
/// <param name="Vendor">To whom.</param>
/// <param name="Bill">Of which something was used for this bill.</param>
/// <param name="HasRest">Only those of which something is left, or nothing.</param>
public sealed record VendorPaymentFilter(VendorId? Vendor = null, BillId? Bill = null, bool? HasRest = null);

/// <param name="PaymentId">The payment; or a credit.</param>
/// <param name="VendorCreditId">The credit; or a payment.</param>
/// <param name="Name">The reference of the payment, or the number of the credit.</param>
/// <param name="Date">Of the payment or credit.</param>
/// <param name="Left">What is left of it.</param>
public sealed record OpenVendorCredit(VendorPaymentId? PaymentId, VendorCreditId? VendorCreditId, string? Name, DateOnly Date, Money Left);

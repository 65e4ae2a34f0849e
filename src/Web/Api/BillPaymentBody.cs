using Financbase.Application.Purchases;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;

namespace Financbase.Web.Api;

/// <param name="Amount">In the bill's currency, without a fee; without it, what is open. What is more is with the vendor.</param>
/// <param name="Date">Its day in the books; without it, today.</param>
/// <param name="BankAccountId">The bank account that it was paid from; or an account.</param>
/// <param name="AccountId">The account of the chart that it was paid from; without both, where money usually is.</param>
/// <param name="Reference">As the bank says.</param>
/// <param name="Fee">What it cost on top.</param>
public sealed record BillPaymentBody(
    BodyAmount? Amount = null, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null, string? Reference = null, FeeBody? Fee = null)
{
    internal RecordVendorPayment ToCommand(BillId bill) => new([new BillShare(bill)], Amount?.Value, Date, BankAccountId, AccountId, Reference, Fee?.ToDraft());
}

/// <param name="Bills">Of one vendor and currency; they are paid in this order.</param>
/// <param name="Amount">In their currency, without a fee; without it, what the bills take. What is more is with the vendor.</param>
/// <param name="Date">Its day in the books; without it, today.</param>
/// <param name="BankAccountId">The bank account that it was paid from; or an account.</param>
/// <param name="AccountId">The account of the chart that it was paid from; without both, where money usually is.</param>
/// <param name="Reference">As the bank says.</param>
/// <param name="Fee">What it cost on top.</param>
public sealed record VendorPaymentBody(
    IReadOnlyList<BillShareBody> Bills, BodyAmount? Amount = null, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null,
    string? Reference = null, FeeBody? Fee = null)
{
    internal RecordVendorPayment ToCommand() => new(BillShareBody.ToShares(Bills), Amount?.Value, Date, BankAccountId, AccountId, Reference, Fee?.ToDraft());
}

/// <param name="BillId">An approved bill.</param>
/// <param name="Amount">What pays it; without it as much as is open, or left.</param>
public sealed record BillShareBody(BillId BillId, BodyAmount? Amount = null)
{
    internal static IReadOnlyList<BillShare> ToShares(IReadOnlyList<BillShareBody> bills) => [.. bills.Select(share => share is null ? null! : new BillShare(share.BillId, share.Amount?.Value))];
}

/// <param name="PaymentId">Of which something is left; or a credit.</param>
/// <param name="Amount">Without it, as much as is left and open.</param>
/// <param name="Date">When; without it, today.</param>
/// <param name="VendorCreditId">Of which something is left; or a payment.</param>
public sealed record BillAllocationBody(VendorPaymentId? PaymentId = null, BodyAmount? Amount = null, DateOnly? Date = null, VendorCreditId? VendorCreditId = null);

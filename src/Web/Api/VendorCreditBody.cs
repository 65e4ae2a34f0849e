using Financbase.Application.Purchases;
using Financbase.Application.Sales;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.Sales;

namespace Financbase.Web.Api;

/// <param name="VendorId">Who gives it; in use.</param>
/// <param name="Number">The vendor's own number.</param>
/// <param name="Lines">1 to 10,000, with quantities and prices as on a bill.</param>
/// <param name="CreditDate">Its day in the books; without it, today.</param>
/// <param name="Currency">ISO 4217; without it, the base currency.</param>
/// <param name="Note">For those who use it.</param>
public sealed record VendorCreditBody(
    VendorId VendorId, string Number, IReadOnlyList<BillLineBody> Lines, DateOnly? CreditDate = null, string? Currency = null, string? Note = null)
{
    internal VendorCreditDraft ToDraft() => new(
        VendorId, Number, [.. Lines.Select(line => (line ?? new BillLineBody()).ToDraft())], CreditDate, Currency, Note);
}

/// <param name="PostedOn">The day of its entry, where the credit's own is closed; without it, that day.</param>
public sealed record PostCreditBody(DateOnly? PostedOn = null);

/// <param name="Amount">In the credit's currency; without it, all that is left.</param>
/// <param name="Date">Its day in the books; without it, today.</param>
/// <param name="BankAccountId">The bank account that it came to, or from; or an account.</param>
/// <param name="AccountId">The account of the chart that it came to, or from; without both, where money usually is.</param>
/// <param name="Reference">As the bank says.</param>
public sealed record RefundBody(
    BodyAmount? Amount = null, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null, string? Reference = null)
{
    internal RefundVendorCredit ToCommand(VendorCreditId credit) => new(credit, Amount?.Value, Date, BankAccountId, AccountId, Reference);

    internal RefundCredit ToCommand(PaymentId payment) => new(payment, null, Amount?.Value, Date, BankAccountId, AccountId, Reference);

    internal RefundCredit ToCommand(InvoiceId creditNote) => new(null, creditNote, Amount?.Value, Date, BankAccountId, AccountId, Reference);
}

/// <param name="UseId">One of the credit's uses.</param>
/// <param name="Date">The day of the reversals; without it, that of each entry.</param>
public sealed record UnapplyBody(Guid UseId, DateOnly? Date = null);

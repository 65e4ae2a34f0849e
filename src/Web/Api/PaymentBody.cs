using Financbase.Application.Documents;
using Financbase.Application.Sales;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Web.Api;

/// <param name="Amount">In the invoice's currency; without it, what is open. What is more stays the customer's credit.</param>
/// <param name="Date">Its day in the books; without it, today.</param>
/// <param name="BankAccountId">The bank account that it came to; or an account.</param>
/// <param name="AccountId">The account of the chart that it came to; without both, where money usually comes to.</param>
/// <param name="Reference">As the bank says.</param>
public sealed record PaymentBody(
    BodyAmount? Amount = null, DateOnly? Date = null, BankAccountId? BankAccountId = null, AccountId? AccountId = null, string? Reference = null)
{
    internal RecordPayment ToCommand(Guid invoice) => new(new(invoice), Amount?.Value, Date, BankAccountId, AccountId, Reference);
}

/// <param name="PaymentId">Of which something is left; or a credit note.</param>
/// <param name="CreditNoteId">Of which something is left; or a payment.</param>
/// <param name="Amount">Without it, as much as is left and open.</param>
/// <param name="Date">When; without it, today.</param>
public sealed record AllocationBody(PaymentId? PaymentId = null, InvoiceId? CreditNoteId = null, BodyAmount? Amount = null, DateOnly? Date = null);

/// <param name="Lines">What is given back; without them everything, taxed as it was.</param>
/// <param name="Date">Its day in the books; without it, today.</param>
/// <param name="Reason">For the customer.</param>
public sealed record CreditBody(IReadOnlyList<InvoiceLineBody>? Lines = null, DateOnly? Date = null, string? Reason = null);

/// <param name="Date">Its day in the books; without it, today.</param>
/// <param name="Reason">Why.</param>
public sealed record WriteOffBody(DateOnly? Date = null, string? Reason = null);

/// <param name="Date">The day of the reversal, not before the payment's own; without it that day.</param>
public sealed record UndoBody(DateOnly? Date = null);

/// <param name="Amount">In the payment's currency.</param>
/// <param name="AccountId">Where it is an expense; without it, where bank charges usually go.</param>
public sealed record FeeBody(BodyAmount Amount, AccountId? AccountId = null)
{
    internal FeeDraft ToDraft() => new(Amount.Value, AccountId);
}

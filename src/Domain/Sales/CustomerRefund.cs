using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>Some of a payment or of a credit note that was paid back to the customer.</summary>
public sealed class CustomerRefund : DocumentRefund
{
    private CustomerRefund()
    {
    }

    public CustomerRefundId Id { get; private init; }

    /// <summary>Either this or a credit note.</summary>
    public PaymentId? PaymentId { get; private init; }

    public InvoiceId? CreditNoteId { get; private init; }

    /// <summary>What it was posted for.</summary>
    public SourceDocument Document => PaymentId is { } payment
        ? new(JournalEntrySource.Payment, payment.Value, RefundPostings.KindOf(Id.Value))
        : new(JournalEntrySource.CreditNote, CreditNoteId!.Value.Value, RefundPostings.KindOf(Id.Value));

    /// <summary>Takes so much of the credit.</summary>
    /// <param name="credit">Of which it is paid.</param>
    /// <param name="date">Its day in the books.</param>
    /// <param name="amount">In the credit's currency, above zero.</param>
    /// <param name="account">Where the money came from.</param>
    /// <param name="reference">As the bank says.</param>
    /// <exception cref="DomainException">What <see cref="ICustomerCredit.Refund"/> refuses.</exception>
    public static CustomerRefund Of(ICustomerCredit credit, DateOnly date, Money amount, AccountId account, string? reference)
    {
        var refund = new CustomerRefund { Id = EntityId.New<CustomerRefundId>(), PaymentId = credit.PaymentId, CreditNoteId = credit.CreditNoteId };
        refund.Begin(credit.OrganizationId, date, amount, credit.Refund(refund.Id, amount, date), account, reference);
        return refund;
    }
}

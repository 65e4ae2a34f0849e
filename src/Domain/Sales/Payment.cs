using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>Money from a customer. What is not used for an invoice stays the customer's credit.</summary>
public sealed class Payment : DocumentPayment, ICustomerCredit
{
    private Payment()
    {
    }

    public PaymentId Id { get; private init; }

    public CustomerId CustomerId { get; private init; }

    PaymentId? ICustomerCredit.PaymentId => Id;

    InvoiceId? ICustomerCredit.CreditNoteId => null;

    Money ICustomerCredit.Left => Unallocated;

    protected override Error Gone => SalesErrors.PaymentUndone;

    protected override Error TooMuch => SalesErrors.ExceedsCredit;

    /// <param name="organization">Whose books.</param>
    /// <param name="customer">Who paid.</param>
    /// <param name="date">Its day in the books.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="inBase">The same in the base currency, on that day.</param>
    /// <param name="account">Where the money is.</param>
    /// <param name="reference">As the bank says.</param>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public static Payment Receive(
        OrganizationId organization, CustomerId customer, DateOnly date, Money amount, Money inBase, AccountId account, string? reference)
    {
        var payment = new Payment { Id = EntityId.New<PaymentId>(), CustomerId = customer };
        payment.Begin(organization, date, amount, inBase, account, reference);
        payment.Raise(new PaymentReceived(payment.Id, customer, date, amount));
        return payment;
    }

    /// <summary>Uses some of it for an invoice.</summary>
    /// <returns>What that stands for in the base currency, by the rate of the payment.</returns>
    /// <exception cref="DomainException"><c>sales.payment_undone</c>; <c>sales.exceeds_credit</c>: less is left.</exception>
    public long Use(InvoiceId invoice, Money amount)
    {
        var share = Take(amount);
        Raise(new PaymentAllocated(Id, invoice, amount));
        return share;
    }

    /// <inheritdoc />
    public long Refund(CustomerRefundId refund, Money amount, DateOnly date)
    {
        if (date < Date || date.Year > 2199)
            throw new DomainException(Error.Validation("date", "A payment is paid back on its own day or later."));

        var share = Take(amount);
        Raise(new PaymentRefunded(refund, Id, null, CustomerId, date, amount, Unallocated));
        return share;
    }

    /// <inheritdoc />
    public void Return(InvoiceId? invoice, long amountMinor, long baseMinor)
    {
        Restore(amountMinor, baseMinor);
        Raise(new PaymentUnapplied(Id, null, CustomerId, invoice, new Money(amountMinor, Currency), Unallocated));
    }

    /// <summary>What it was used for is open again.</summary>
    /// <param name="on">From which day on it does not count; its own where that is later: then it never came.</param>
    /// <exception cref="DomainException"><c>sales.payment_undone</c>.</exception>
    public void Undo(DateOnly on)
    {
        Cancel(on);
        Raise(new PaymentUndone(Id, CustomerId, Amount));
    }
}

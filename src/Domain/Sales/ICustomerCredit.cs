using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>A payment or a credit note, of which something may be left that is the customer's.</summary>
public interface ICustomerCredit
{
    OrganizationId OrganizationId { get; }

    CustomerId CustomerId { get; }

    /// <summary>The payment; or a credit note.</summary>
    PaymentId? PaymentId { get; }

    InvoiceId? CreditNoteId { get; }

    /// <summary>What is neither used nor paid back.</summary>
    Money Left { get; }

    /// <summary>Some of it is paid back to the customer.</summary>
    /// <param name="refund">By which it is found.</param>
    /// <param name="amount">Above zero.</param>
    /// <param name="date">Not before its own day in the books.</param>
    /// <returns>What that stands for in the base currency, by its own rate.</returns>
    /// <exception cref="DomainException"><c>sales.exceeds_credit</c>; <c>sales.payment_undone</c>; <c>sales.not_finalized</c>; <c>validation_error</c>.</exception>
    long Refund(CustomerRefundId refund, Money amount, DateOnly date);

    /// <summary>What was used or paid back is left again.</summary>
    /// <param name="invoice">For what it had been used; null where it had been paid back.</param>
    /// <param name="amountMinor">How much.</param>
    /// <param name="baseMinor">What of it had gone, in the base currency.</param>
    void Return(InvoiceId? invoice, long amountMinor, long baseMinor);
}

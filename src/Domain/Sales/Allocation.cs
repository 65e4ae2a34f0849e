using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>Some of a payment or of a credit note, used for an invoice.</summary>
public sealed class Allocation : DocumentAllocation
{
    private Allocation()
    {
    }

    public AllocationId Id { get; private init; }

    public InvoiceId InvoiceId { get; private init; }

    /// <summary>Either this or a credit note.</summary>
    public PaymentId? PaymentId { get; private init; }

    public InvoiceId? CreditNoteId { get; private init; }

    /// <summary>What of the payment or credit note went, in the base currency; null where that was not kept.</summary>
    public long? CreditBaseMinor { get; private init; }

    /// <param name="invoice">What is settled.</param>
    /// <param name="credit">With what.</param>
    /// <param name="date">When.</param>
    /// <param name="amount">How much.</param>
    /// <param name="baseMinor">What of the invoice went, in the base currency.</param>
    /// <param name="creditBaseMinor">What of the credit went.</param>
    public static Allocation Of(Invoice invoice, ICustomerCredit credit, DateOnly date, Money amount, long baseMinor, long creditBaseMinor)
    {
        var allocation = new Allocation
        {
            Id = EntityId.New<AllocationId>(),
            InvoiceId = invoice.Id,
            PaymentId = credit.PaymentId,
            CreditNoteId = credit.CreditNoteId,
            CreditBaseMinor = creditBaseMinor,
        };
        allocation.Begin(invoice.OrganizationId, date, amount, baseMinor);
        return allocation;
    }
}

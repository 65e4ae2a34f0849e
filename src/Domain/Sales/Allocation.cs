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

    public static Allocation Of(Invoice invoice, PaymentId? payment, InvoiceId? creditNote, DateOnly date, Money amount, long baseMinor)
    {
        var allocation = new Allocation { Id = EntityId.New<AllocationId>(), InvoiceId = invoice.Id, PaymentId = payment, CreditNoteId = creditNote };
        allocation.Begin(invoice.OrganizationId, date, amount, baseMinor);
        return allocation;
    }
}

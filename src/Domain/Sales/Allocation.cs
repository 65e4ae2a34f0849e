using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>Some of a payment or of a credit note, used for an invoice.</summary>
public sealed class Allocation : AggregateRoot, IOrganizationOwned
{
    private Allocation()
    {
    }

    public AllocationId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public InvoiceId InvoiceId { get; private init; }

    /// <summary>Either this or a credit note.</summary>
    public PaymentId? PaymentId { get; private init; }

    public InvoiceId? CreditNoteId { get; private init; }

    public DateOnly Date { get; private init; }

    public long AmountMinor { get; private init; }

    /// <summary>What of the invoice went, in the base currency; what came may differ by the change of the rate.</summary>
    public long BaseMinor { get; private init; }

    public bool IsUndone { get; private set; }

    public static Allocation Of(Invoice invoice, PaymentId? payment, InvoiceId? creditNote, DateOnly date, Money amount, long baseMinor) => new()
    {
        Id = EntityId.New<AllocationId>(),
        OrganizationId = invoice.OrganizationId,
        InvoiceId = invoice.Id,
        PaymentId = payment,
        CreditNoteId = creditNote,
        Date = date,
        AmountMinor = amount.Minor,
        BaseMinor = baseMinor,
    };

    public void Undo() => IsUndone = true;
}

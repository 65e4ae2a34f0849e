using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Takes payments back: their entries are reversed, and what they had paid is open again.</summary>
internal sealed class PaymentUndoing(
    IRepository<Invoice> invoices, IRepository<Payment> payments, IRepository<Allocation> allocations, IInvoices books, ISettlements settlements, ILedger ledger)
{
    /// <summary>The payment, held until the transaction ends.</summary>
    public async Task<Payment?> FindAsync(PaymentId id, CancellationToken ct)
    {
        await settlements.HoldAsync(id, ct);
        return await payments.FindAsync(id, ct);
    }

    /// <param name="payment">As it was found here.</param>
    /// <param name="date">The day of the reversals, where an entry is not later; null for each entry's own.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task UndoAsync(Payment payment, DateOnly? date, CancellationToken ct)
    {
        payment.Undo();
        var used = await allocations.ListAsync(new OfPayment(payment.Id), ct);
        await books.HoldAsync([.. used.Select(allocation => allocation.InvoiceId).Distinct()], ct);
        foreach (var allocation in used)
        {
            var invoice = await invoices.FindAsync(allocation.InvoiceId, ct);
            invoice!.Reopen(allocation.AmountMinor, allocation.BaseMinor);
            allocation.Undo();
        }

        SourceDocument[] documents =
        [
            RecordPaymentHandler.Document(payment),
            .. used.Select(allocation => new SourceDocument(JournalEntrySource.Payment, allocation.Id.Value, PaymentPostings.Difference)),
        ];
        foreach (var document in documents)
        {
            if (await ledger.FindAsync(document, ct) is { } entry)
                await ledger.ReverseAsync(entry, Later(date ?? payment.Date, entry.Date), "The payment was undone", ct);
        }
    }

    // A rest may have been used after the day of the payment.
    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private sealed class OfPayment : Specification<Allocation>
    {
        public OfPayment(PaymentId id) => Query.Where(allocation => allocation.PaymentId == id && !allocation.IsUndone);
    }
}

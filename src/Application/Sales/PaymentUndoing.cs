using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Takes payments back: their entries are reversed, and what they had paid is open again.</summary>
internal sealed class PaymentUndoing(
    IRepository<Invoice> invoices, IRepository<Payment> payments, IRepository<Allocation> allocations, IInvoices books, ISettlements settlements, SettlementBooks entries)
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
            allocation.Undo(date ?? payment.Date);
        }

        await entries.TakeBackAsync(PaymentWay.In, RecordPaymentHandler.Document(payment), used.Select(allocation => allocation.Id.Value), date ?? payment.Date, ct);
    }

    private sealed class OfPayment : Specification<Allocation>
    {
        public OfPayment(PaymentId id) => Query.Where(allocation => allocation.PaymentId == id && !allocation.IsUndone);
    }
}

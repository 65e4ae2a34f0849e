using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Documents;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Takes payments back: their entries are reversed, and what they had paid is open again.</summary>
internal sealed class PaymentUndoing(
    IRepository<Invoice> invoices, IRepository<Payment> payments, IRepository<Allocation> allocations, IReadRepository<CustomerRefund> refunds, IInvoices books, ISettlements settlements, SettlementBooks entries)
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
    /// <exception cref="DomainException"><c>sales.refunded</c>: some of it was paid back; <c>sales.payment_undone</c>; <c>ledger.period_locked</c>.</exception>
    public async Task UndoAsync(Payment payment, DateOnly? date, CancellationToken ct)
    {
        if (await refunds.AnyAsync(new RefundsOf(payment.Id), ct))
            throw new DomainException(SalesErrors.Refunded);

        payment.Undo(date);
        var all = await allocations.ListAsync(new OfPayment(payment.Id), ct);
        var used = all.Where(allocation => !allocation.IsUndone).ToList();
        await books.HoldAsync([.. used.Select(allocation => allocation.InvoiceId).Distinct()], ct);
        foreach (var allocation in used)
        {
            var invoice = await invoices.FindAsync(allocation.InvoiceId, ct);
            invoice!.Reopen(allocation.AmountMinor, allocation.BaseMinor);
            allocation.Undo(date ?? payment.Date);
        }

        await entries.TakeBackAsync(PaymentWay.In, RecordPaymentHandler.Document(payment), used.Select(allocation => allocation.Id.Value), date ?? payment.Date, ct);
        // What the rate changed is taken back with the payment's entry; what was posted against it before goes as well.
        foreach (var before in all.Except(used))
            await entries.ReverseAsync(new(PaymentWay.In.Source, before.Id.Value, PaymentPostings.TakenBack), date ?? payment.Date, "The payment was undone", ct);
    }

    private sealed class RefundsOf : Specification<CustomerRefund>
    {
        public RefundsOf(PaymentId id) => Query.Where(refund => refund.PaymentId == id && !refund.IsUndone);
    }

    private sealed class OfPayment : Specification<Allocation>
    {
        public OfPayment(PaymentId id) => Query.Where(allocation => allocation.PaymentId == id);
    }
}

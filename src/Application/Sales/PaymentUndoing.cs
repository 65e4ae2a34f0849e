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
    /// <param name="date">From which day on it does not count, and of the reversals, where an entry is not later; null, or a day before its own, takes that. It stood until its last use, or refund, was taken back.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>That day.</returns>
    /// <exception cref="DomainException"><c>sales.refunded</c>: some of it was paid back; <c>sales.payment_undone</c>; <c>ledger.period_locked</c>.</exception>
    public async Task<DateOnly> UndoAsync(Payment payment, DateOnly? date, CancellationToken ct)
    {
        var refunded = await refunds.ListAsync(new RefundsOf(payment.Id), ct);
        if (refunded.Any(refund => !refund.IsUndone))
            throw new DomainException(SalesErrors.Refunded);

        var all = await allocations.ListAsync(new OfPayment(payment.Id), ct);
        var day = all.Select(use => use.UndoneOn).Concat(refunded.Select(refund => refund.UndoneOn)).Append(date).Append(payment.Date).Max()!.Value;
        payment.Undo(day);
        var used = all.Where(allocation => !allocation.IsUndone).ToList();
        await books.HoldAsync([.. used.Select(allocation => allocation.InvoiceId).Distinct()], ct);
        foreach (var allocation in used)
        {
            var invoice = await invoices.FindAsync(allocation.InvoiceId, ct);
            invoice!.Reopen(allocation.AmountMinor, allocation.BaseMinor);
            allocation.Undo(day);
        }

        await entries.TakeBackAsync(PaymentWay.In, RecordPaymentHandler.Document(payment), used.Select(allocation => allocation.Id.Value), day, ct);
        // What the rate changed is taken back with the payment's entry; what was posted against it before goes as well.
        foreach (var before in all.Except(used))
            await entries.ReverseAsync(new(PaymentWay.In.Source, before.Id.Value, PaymentPostings.TakenBack), day, "The payment was undone", ct);
        return day;
    }

    private sealed class RefundsOf : Specification<CustomerRefund>
    {
        public RefundsOf(PaymentId id) => Query.Where(refund => refund.PaymentId == id);
    }

    private sealed class OfPayment : Specification<Allocation>
    {
        public OfPayment(PaymentId id) => Query.Where(allocation => allocation.PaymentId == id);
    }
}

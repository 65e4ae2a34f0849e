using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>Takes payments to vendors back: their entries are reversed, and what they had paid is open again.</summary>
internal sealed class VendorPaymentUndoing(
    IRepository<Bill> bills, IRepository<VendorPayment> payments, IRepository<BillAllocation> allocations, IBills books, IVendorSettlements settlements, SettlementBooks entries)
{
    /// <summary>The payment, held until the transaction ends.</summary>
    public async Task<VendorPayment?> FindAsync(VendorPaymentId id, CancellationToken ct)
    {
        await settlements.HoldAsync(id, ct);
        return await payments.FindAsync(id, ct);
    }

    /// <param name="payment">As it was found here.</param>
    /// <param name="date">From which day on it does not count, and of the reversals, where an entry is not later; null, or a day before its own, takes that.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>That day.</returns>
    public async Task<DateOnly> UndoAsync(VendorPayment payment, DateOnly? date, CancellationToken ct)
    {
        var day = SettlementBooks.Later(date ?? payment.Date, payment.Date);
        payment.Undo(day);
        var used = await allocations.ListAsync(new OfPayment(payment.Id), ct);
        await books.HoldAsync([.. used.Select(allocation => allocation.BillId).Distinct()], ct);
        foreach (var allocation in used)
        {
            (await bills.FindAsync(allocation.BillId, ct))!.Reopen(allocation.AmountMinor, allocation.BaseMinor);
            allocation.Undo(day);
        }

        await entries.TakeBackAsync(PaymentWay.Out, VendorPaymentBooking.Document(payment), used.Select(allocation => allocation.Id.Value), day, ct);
        return day;
    }

    private sealed class OfPayment : Specification<BillAllocation>
    {
        public OfPayment(VendorPaymentId id) => Query.Where(allocation => allocation.VendorPaymentId == id && !allocation.IsUndone);
    }
}

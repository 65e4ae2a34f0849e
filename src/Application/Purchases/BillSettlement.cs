using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Uses payments and credits for bills. Everything here is held before.</summary>
internal sealed class BillSettlement(IRepository<BillAllocation> allocations, SettlementBooks books)
{
    /// <summary>For a payment that is being posted; the difference of rates goes with its entry, or waits for a bill that comes later.</summary>
    /// <returns>What of the bill and of the payment goes with the entry, in minor units of the base currency.</returns>
    public Task<(long Settled, long Used)> AllocateAsync(Bill bill, VendorPayment payment, Money amount, CancellationToken ct)
    {
        var (used, settled) = (payment.Use(amount), bill.Settle(amount));
        var allocation = BillAllocation.Of(bill, payment.Id, SettlementBooks.Later(payment.Date, bill.BookedOn), amount, settled, used);
        allocations.Add(allocation);
        return books.BookWithPaymentAsync(PaymentWay.Out, payment, allocation.Id.Value, allocation.Date, settled, used, ct);
    }

    /// <summary>Uses what is left of a payment from before.</summary>
    /// <exception cref="DomainException"><c>purchases.other_vendor</c>, <c>purchases.exceeds_credit</c>, <c>purchases.exceeds_open</c>, and what the ledger refuses.</exception>
    public Task UseAsync(Bill bill, VendorPayment payment, Money amount, DateOnly date, CancellationToken ct)
    {
        Match(bill, payment.VendorId, payment.Currency);
        var (used, settled) = (payment.Use(amount), bill.Settle(amount));
        return BookAsync(BillAllocation.Of(bill, payment.Id, date, amount, settled, used), settled, used, ct);
    }

    /// <summary>Uses what is left of a vendor's credit.</summary>
    /// <exception cref="DomainException"><c>purchases.credit_not_posted</c>, and as for a payment.</exception>
    public Task UseAsync(Bill bill, VendorCredit credit, Money amount, DateOnly date, CancellationToken ct)
    {
        Match(bill, credit.VendorId, credit.Currency);
        var (used, settled) = (credit.Use(bill.Id, amount, date), bill.Settle(amount));
        return BookAsync(BillAllocation.Of(bill, credit.Id, date, amount, settled, used), settled, used, ct);
    }

    private Task BookAsync(BillAllocation allocation, long settled, long used, CancellationToken ct)
    {
        allocations.Add(allocation);
        return books.BookDifferenceAsync(PaymentWay.Out, allocation.Id.Value, allocation.Date, settled, used, ct);
    }

    /// <exception cref="DomainException"><c>purchases.other_vendor</c>.</exception>
    public static void Match(Bill bill, VendorId vendor, Currency currency)
    {
        if (bill.VendorId != vendor || bill.Currency != currency)
            throw new DomainException(PurchasesErrors.OtherVendor);
    }
}

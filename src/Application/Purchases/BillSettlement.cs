using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Domain.Documents;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Uses payments for bills. Everything here is held before.</summary>
internal sealed class BillSettlement(IRepository<BillAllocation> allocations, SettlementBooks books)
{
    /// <summary>For a payment that is just posted; the difference of rates is in its own entry.</summary>
    /// <returns>What of the bill and of the payment went, in minor units of the base currency.</returns>
    public (long Settled, long Used) Allocate(Bill bill, VendorPayment payment, Money amount)
    {
        var (used, settled) = (payment.Use(amount), bill.Settle(amount));
        allocations.Add(BillAllocation.Of(bill, payment.Id, payment.Date, amount, settled));
        return (settled, used);
    }

    /// <summary>Uses what is left of a payment from before.</summary>
    /// <exception cref="DomainException"><c>purchases.other_vendor</c>, <c>purchases.exceeds_credit</c>, <c>purchases.exceeds_open</c>, and what the ledger refuses.</exception>
    public Task UseAsync(Bill bill, VendorPayment payment, Money amount, DateOnly date, CancellationToken ct)
    {
        Match(bill, payment.VendorId, payment.Currency);
        var (used, settled) = (payment.Use(amount), bill.Settle(amount));
        var allocation = BillAllocation.Of(bill, payment.Id, date, amount, settled);
        allocations.Add(allocation);
        return books.BookDifferenceAsync(PaymentWay.Out, allocation.Id.Value, date, settled, used, ct);
    }

    /// <exception cref="DomainException"><c>purchases.other_vendor</c>.</exception>
    public static void Match(Bill bill, VendorId vendor, Currency currency)
    {
        if (bill.VendorId != vendor || bill.Currency != currency)
            throw new DomainException(PurchasesErrors.OtherVendor);
    }
}

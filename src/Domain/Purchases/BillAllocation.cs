using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>Some of a payment to a vendor, or of a credit of one, used for a bill.</summary>
public sealed class BillAllocation : DocumentAllocation
{
    private BillAllocation()
    {
    }

    public BillAllocationId Id { get; private init; }

    public BillId BillId { get; private init; }

    /// <summary>Either this or a credit.</summary>
    public VendorPaymentId? VendorPaymentId { get; private init; }

    public VendorCreditId? VendorCreditId { get; private init; }

    /// <summary>What of the payment or credit went, in the base currency; what of the bill went may differ by the change of the rate. Null where that was not kept.</summary>
    public long? CreditBaseMinor { get; private init; }

    /// <param name="bill">What is settled.</param>
    /// <param name="payment">With what.</param>
    /// <param name="date">When.</param>
    /// <param name="amount">How much.</param>
    /// <param name="baseMinor">What of the bill went, in the base currency.</param>
    /// <param name="creditBaseMinor">What of the payment went.</param>
    public static BillAllocation Of(Bill bill, VendorPaymentId payment, DateOnly date, Money amount, long baseMinor, long creditBaseMinor) =>
        Of(bill, payment, null, date, amount, baseMinor, creditBaseMinor);

    /// <inheritdoc cref="Of(Bill, VendorPaymentId, DateOnly, Money, long, long)"/>
    public static BillAllocation Of(Bill bill, VendorCreditId credit, DateOnly date, Money amount, long baseMinor, long creditBaseMinor) =>
        Of(bill, null, credit, date, amount, baseMinor, creditBaseMinor);

    private static BillAllocation Of(Bill bill, VendorPaymentId? payment, VendorCreditId? credit, DateOnly date, Money amount, long baseMinor, long creditBaseMinor)
    {
        var allocation = new BillAllocation
        {
            Id = EntityId.New<BillAllocationId>(),
            BillId = bill.Id,
            VendorPaymentId = payment,
            VendorCreditId = credit,
            CreditBaseMinor = creditBaseMinor,
        };
        allocation.Begin(bill.OrganizationId, date, amount, baseMinor);
        return allocation;
    }
}

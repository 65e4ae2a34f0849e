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

    /// <summary>What of the credit went, in the base currency; what of the bill went may differ by the change of the rate.</summary>
    public long? CreditBaseMinor { get; private init; }

    public static BillAllocation Of(Bill bill, VendorPaymentId payment, DateOnly date, Money amount, long baseMinor) =>
        new BillAllocation { Id = EntityId.New<BillAllocationId>(), BillId = bill.Id, VendorPaymentId = payment }.Begun(bill, date, amount, baseMinor);

    /// <param name="bill">What is settled.</param>
    /// <param name="credit">With what.</param>
    /// <param name="date">When.</param>
    /// <param name="amount">How much.</param>
    /// <param name="baseMinor">What of the bill went, in the base currency.</param>
    /// <param name="creditBaseMinor">What of the credit went.</param>
    public static BillAllocation Of(Bill bill, VendorCreditId credit, DateOnly date, Money amount, long baseMinor, long creditBaseMinor) =>
        new BillAllocation { Id = EntityId.New<BillAllocationId>(), BillId = bill.Id, VendorCreditId = credit, CreditBaseMinor = creditBaseMinor }.Begun(bill, date, amount, baseMinor);

    private BillAllocation Begun(Bill bill, DateOnly date, Money amount, long baseMinor)
    {
        Begin(bill.OrganizationId, date, amount, baseMinor);
        return this;
    }
}

using Financbase.Domain.Documents;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>Some of a payment to a vendor, used for a bill.</summary>
public sealed class BillAllocation : DocumentAllocation
{
    private BillAllocation()
    {
    }

    public BillAllocationId Id { get; private init; }

    public BillId BillId { get; private init; }

    public VendorPaymentId VendorPaymentId { get; private init; }

    public static BillAllocation Of(Bill bill, VendorPaymentId payment, DateOnly date, Money amount, long baseMinor)
    {
        var allocation = new BillAllocation { Id = EntityId.New<BillAllocationId>(), BillId = bill.Id, VendorPaymentId = payment };
        allocation.Begin(bill.OrganizationId, date, amount, baseMinor);
        return allocation;
    }
}

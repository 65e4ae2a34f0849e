using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

public readonly record struct BillId(Guid Value) : IEntityId<BillId>
{
    public static BillId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct VendorId(Guid Value) : IEntityId<VendorId>
{
    public static VendorId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct VendorPaymentId(Guid Value) : IEntityId<VendorPaymentId>
{
    public static VendorPaymentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BillAllocationId(Guid Value) : IEntityId<BillAllocationId>
{
    public static BillAllocationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct VendorCreditId(Guid Value) : IEntityId<VendorCreditId>
{
    public static VendorCreditId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct VendorRefundId(Guid Value) : IEntityId<VendorRefundId>
{
    public static VendorRefundId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

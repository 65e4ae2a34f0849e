using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases.PaymentFiles;

public readonly record struct PaymentFileId(Guid Value) : IEntityId<PaymentFileId>
{
    public static PaymentFileId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct PaymentFileBillId(Guid Value) : IEntityId<PaymentFileBillId>
{
    public static PaymentFileBillId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

public readonly record struct CustomerId(Guid Value) : IEntityId<CustomerId>
{
    public static CustomerId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ItemId(Guid Value) : IEntityId<ItemId>
{
    public static ItemId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct InvoiceId(Guid Value) : IEntityId<InvoiceId>
{
    public static InvoiceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct PaymentId(Guid Value) : IEntityId<PaymentId>
{
    public static PaymentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct AllocationId(Guid Value) : IEntityId<AllocationId>
{
    public static AllocationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct CustomerRefundId(Guid Value) : IEntityId<CustomerRefundId>
{
    public static CustomerRefundId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct RecurringInvoiceId(Guid Value) : IEntityId<RecurringInvoiceId>
{
    public static RecurringInvoiceId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct QuoteId(Guid Value) : IEntityId<QuoteId>
{
    public static QuoteId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

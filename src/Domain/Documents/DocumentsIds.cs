using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Documents;

public readonly record struct TaxRateId(Guid Value) : IEntityId<TaxRateId>
{
    public static TaxRateId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

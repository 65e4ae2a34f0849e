using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public readonly record struct ResourceGrantId(Guid Value) : IEntityId<ResourceGrantId>
{
    public static ResourceGrantId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

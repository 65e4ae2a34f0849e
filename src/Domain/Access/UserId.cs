using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

public readonly record struct UserId(Guid Value) : IEntityId<UserId>
{
    public static UserId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

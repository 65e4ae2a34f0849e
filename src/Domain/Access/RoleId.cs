using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>A role that an organization made itself.</summary>
public readonly record struct RoleId(Guid Value) : IEntityId<RoleId>
{
    public static RoleId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

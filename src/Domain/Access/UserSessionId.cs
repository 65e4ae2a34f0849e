using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>One sign-in of one browser.</summary>
public readonly record struct UserSessionId(Guid Value) : IEntityId<UserSessionId>
{
    public static UserSessionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

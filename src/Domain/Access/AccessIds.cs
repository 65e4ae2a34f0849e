using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>A person who signs in; belongs to no single organization.</summary>
public readonly record struct UserId(Guid Value) : IEntityId<UserId>
{
    public static UserId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct ApiKeyId(Guid Value) : IEntityId<ApiKeyId>
{
    public static ApiKeyId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One sign-in of one browser.</summary>
public readonly record struct UserSessionId(Guid Value) : IEntityId<UserSessionId>
{
    public static UserSessionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

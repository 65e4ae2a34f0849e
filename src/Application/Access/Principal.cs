using System.Collections.Frozen;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

public enum PrincipalKind
{
    Anonymous,
    User,
    ApiKey,

    /// <summary>A workflow that acts with the rights fixed when it was published.</summary>
    Workflow,

    /// <summary>An operator's verb or a background loop of the product itself.</summary>
    Platform,
}

/// <summary>Who acts, with the rights that hold right now in the current organization.</summary>
/// <param name="Id">Stable text for idempotency and audit: <c>user:…</c>, <c>api_key:…</c>, <c>workflow:…</c>, <c>platform</c>.</param>
/// <param name="Kind">What kind of actor this is.</param>
/// <param name="UserId">The person, when a person acts (or made the key that acts).</param>
/// <param name="Permissions">Permission keys <c>area:verb</c>.</param>
public sealed record Principal(string Id, PrincipalKind Kind, UserId? UserId, IReadOnlySet<string> Permissions)
{
    public static Principal Of(string id, PrincipalKind kind, UserId user, Rights rights) =>
        new(id, kind, user, rights.Permissions) { Rights = rights };

    public static Principal Anonymous { get; } =
        new("anonymous", PrincipalKind.Anonymous, null, FrozenSet<string>.Empty);

    public static Principal Platform { get; } =
        new("platform", PrincipalKind.Platform, null, FrozenSet<string>.Empty);

    /// <summary>The same with what narrows and extends it; <see cref="Permissions"/> alone says nothing about one thing.</summary>
    public Rights Rights { get; init; } = new(Permissions);

    /// <summary>Sees the platform's own pages. Known outside an organization's address only, for it opens nothing inside one.</summary>
    public bool IsOperator { get; init; }

    public bool IsAuthenticated => Kind != PrincipalKind.Anonymous;
}

/// <summary>Reads who acts in this scope.</summary>
public interface ICurrentPrincipal
{
    Principal Current { get; }
}

/// <summary>Writes who acts in this scope: once, at its start.</summary>
public interface ICurrentPrincipalSetter
{
    void Set(Principal principal);
}

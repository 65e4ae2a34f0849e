using System.Net;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>What a new key is asked to be.</summary>
/// <param name="Name">For people; 1 to 100 characters.</param>
/// <param name="Scopes">Permission keys; what the key may do at most.</param>
/// <param name="Lifetime">How long it works; 90 days when null, at most a year.</param>
/// <param name="AllowedNetworks">Where it may be used from; empty means anywhere.</param>
public sealed record ApiKeyTerms(
    string Name,
    IReadOnlyCollection<string> Scopes,
    TimeSpan? Lifetime = null,
    IReadOnlyCollection<IPNetwork>? AllowedNetworks = null);

/// <summary>
/// A program's credential in one organization. It acts for the person who made it and can never do more than that
/// person still can. Only a hash of the key is kept, so a lost key is replaced, not recovered.
/// </summary>
public sealed class ApiKey : AggregateRoot, IOrganizationOwned
{
    public const int NameLength = 100;
    public static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(366);

    private ApiKey()
    {
    }

    public ApiKeyId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public string Name { get; private init; } = "";

    public string PublicId { get; private init; } = "";

    public byte[] Hash { get; private init; } = [];

    public string[] Scopes { get; private init; } = [];

    public IPNetwork[] AllowedNetworks { get; private init; } = [];

    public UserId CreatedBy { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>How long it was made for; a rotation ends a key earlier.</summary>
    public TimeSpan Lifetime { get; private init; }

    public ApiKeyMode Mode { get; private init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Written behind the key's use, up to a minute late.</summary>
    public DateTimeOffset? LastUsedAt { get; private init; }

    /// <summary>
    /// Makes a key for <paramref name="creator"/>, who cannot grant what they do not hold themselves. Of the freshly
    /// generated <paramref name="token"/> only the public id and the keyed <paramref name="hash"/> of the whole are kept.
    /// </summary>
    public static ApiKey Issue(
        OrganizationId organization, ApiKeyTerms terms, ApiKeyToken token, byte[] hash,
        UserId creator, IReadOnlySet<string> creatorPermissions, DateTimeOffset now)
    {
        var name = terms.Name.Trim();
        if (name.Length is 0 or > NameLength)
            throw new DomainException(AccessErrors.ApiKeyNameInvalid);
        if (terms.Scopes.Count == 0)
            throw new DomainException(AccessErrors.ApiKeyWithoutScope);
        if (terms.Scopes.FirstOrDefault(scope => !PermissionCatalogue.ForApiKeys.Contains(scope)) is { } unknown)
            throw new DomainException(AccessErrors.ApiKeyScopeUnknown(unknown));
        if (terms.Scopes.FirstOrDefault(scope => !creatorPermissions.Contains(scope)) is { } notHeld)
            throw new DomainException(AccessErrors.ScopeNotHeld(notHeld));

        var lifetime = terms.Lifetime ?? DefaultLifetime;
        if (lifetime <= TimeSpan.Zero || lifetime > LongestLifetime)
            throw new DomainException(AccessErrors.ApiKeyLifetimeInvalid);

        var key = new ApiKey
        {
            Id = EntityId.New<ApiKeyId>(),
            OrganizationId = organization,
            Name = name,
            PublicId = token.PublicId,
            Hash = hash,
            Scopes = [.. terms.Scopes.Distinct().Order(StringComparer.Ordinal)],
            AllowedNetworks = [.. terms.AllowedNetworks ?? []],
            CreatedBy = creator,
            CreatedAt = now,
            ExpiresAt = now + lifetime,
            Lifetime = lifetime,
            Mode = token.Mode,
        };
        key.Raise(new ApiKeyCreated(key.Id, key.Name, key.PublicId, key.Scopes, creator, key.ExpiresAt));
        return key;
    }

    /// <summary>
    /// A successor with the same name, scopes, networks and length of life, for a token of the same mode. This key goes on working for
    /// <paramref name="overlap"/>, so that programs can be changed over one by one.
    /// </summary>
    public ApiKey Rotate(
        ApiKeyToken token, byte[] hash, UserId by, IReadOnlySet<string> theirPermissions, TimeSpan overlap, DateTimeOffset now)
    {
        if (RevokedAt is not null)
            throw new DomainException(AccessErrors.ApiKeyAlreadyRevoked);
        if (now >= ExpiresAt)
            throw new DomainException(AccessErrors.ApiKeyExpired);
        if (overlap < TimeSpan.Zero || overlap > LongestOverlap)
            throw new DomainException(AccessErrors.OverlapInvalid);

        var terms = new ApiKeyTerms(Name, Scopes, Lifetime, AllowedNetworks);
        var successor = Issue(OrganizationId, terms, token, hash, by, theirPermissions, now);
        ExpiresAt = now + overlap < ExpiresAt ? now + overlap : ExpiresAt;
        Raise(new ApiKeyRotated(Id, Name, PublicId, successor.Id, successor.PublicId, by, ExpiresAt));
        return successor;
    }

    /// <summary>Ends the key at once and for good.</summary>
    public void Revoke(UserId by, DateTimeOffset now)
    {
        if (RevokedAt is not null)
            throw new DomainException(AccessErrors.ApiKeyAlreadyRevoked);

        RevokedAt = now;
        Raise(new ApiKeyRevoked(Id, Name, PublicId, by));
    }
}

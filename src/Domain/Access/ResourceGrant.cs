using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>
/// An exception from the roles: allows or denies one permission on one thing to a member, to everybody with a role, or to
/// an API key, for ever or up to a moment. The decision is that of <see cref="Rights.Decide"/>.
/// </summary>
public sealed class ResourceGrant : AggregateRoot, IOrganizationOwned
{
    public const int MostPerOrganization = 200;

    private ResourceGrant()
    {
    }

    public ResourceGrantId Id { get; private init; }

    public OrganizationId OrganizationId { get; private init; }

    public UserId? UserId { get; private init; }

    /// <summary>A role's key.</summary>
    public string? Role { get; private init; }

    /// <summary>Of one of the organization's own roles: with it, the exception goes.</summary>
    public RoleId? RoleId { get; private init; }

    public ApiKeyId? ApiKeyId { get; private init; }

    public string Permission { get; private init; } = "";

    public string ResourceType { get; private init; } = "";

    public Guid ResourceId { get; private init; }

    public GrantEffect Effect { get; private init; }

    /// <summary>From then on it counts no more.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    public UserId GrantedBy { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    private Resource Thing => new(ResourceType, ResourceId) { AccountId = ResourceType == ResourceTypes.BankAccount ? ResourceId : null };

    /// <exception cref="DomainException">
    /// <c>access.not_grantable</c>, <c>access.grant_not_held</c>, <c>access.grant_expired</c>, <c>access.only_owners</c>
    /// </exception>
    public static ResourceGrant Make(OrganizationId organization, GrantSubject subject, GrantTerms terms, ActingMember actor, DateTimeOffset now)
    {
        if (PermissionCatalogue.Find(terms.Permission)?.Resource is not { } type || type != terms.ResourceType)
            throw new DomainException(AccessErrors.NotGrantable);
        if (terms.ExpiresAt <= now)
            throw new DomainException(AccessErrors.GrantExpired);

        var grant = new ResourceGrant
        {
            Id = EntityId.New<ResourceGrantId>(),
            OrganizationId = organization,
            UserId = subject.User,
            Role = subject.Role?.Key,
            RoleId = subject.Role?.Id,
            ApiKeyId = subject.ApiKey,
            Permission = terms.Permission,
            ResourceType = terms.ResourceType,
            ResourceId = terms.ResourceId,
            Effect = terms.Effect,
            ExpiresAt = terms.ExpiresAt,
            GrantedBy = actor.Id,
            CreatedAt = now,
        };
        grant.MustHold(actor);
        MustBeOwnerFor(subject, actor);
        return grant;
    }

    /// <summary>
    /// Taking an allowance away is always possible; lifting a denial gives something, so it takes who holds it: nobody frees
    /// themselves.
    /// </summary>
    public void End(GrantSubject subject, ActingMember actor)
    {
        MustBeOwnerFor(subject, actor);
        if (Effect == GrantEffect.Deny)
            MustHold(actor);
    }

    /// <summary>The same for the key that takes an old one's place.</summary>
    public ResourceGrant For(ApiKeyId successor) => new()
    {
        Id = EntityId.New<ResourceGrantId>(),
        OrganizationId = OrganizationId,
        ApiKeyId = successor,
        Permission = Permission,
        ResourceType = ResourceType,
        ResourceId = ResourceId,
        Effect = Effect,
        ExpiresAt = ExpiresAt,
        GrantedBy = GrantedBy,
        CreatedAt = CreatedAt,
    };

    // By their role, and that of whoever made the key that acts: what somebody was allowed for one thing they do not pass on.
    private void MustHold(ActingMember actor)
    {
        for (var rights = actor.Rights; rights is not null; rights = rights.Ceiling)
        {
            if (rights.Decide(Permission, Thing) != Verdict.AllowedByRole)
                throw new DomainException(AccessErrors.GrantNotHeld(Permission));
        }
    }

    private static void MustBeOwnerFor(GrantSubject subject, ActingMember actor)
    {
        if (subject.IsOwner && !actor.IsOwner)
            throw new DomainException(AccessErrors.OnlyOwners);
    }
}

/// <summary>For whom an exception is: exactly one of the three.</summary>
public sealed record GrantSubject(UserId? User, Role? Role, ApiKeyId? ApiKey)
{
    /// <summary>An owner, or the role of owners.</summary>
    public bool IsOwner { get; init; }
}

/// <param name="Permission">One that the catalogue ties to a kind of thing.</param>
/// <param name="ResourceType">That kind.</param>
/// <param name="ResourceId">The thing.</param>
/// <param name="Effect">Allow or deny.</param>
/// <param name="ExpiresAt">Null for ever.</param>
public sealed record GrantTerms(string Permission, string ResourceType, Guid ResourceId, GrantEffect Effect, DateTimeOffset? ExpiresAt);

using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>A person's place in an organization.</summary>
public sealed class Membership : AggregateRoot, IOrganizationOwned
{
    private Membership(OrganizationId organizationId, UserId userId, string role, DateTimeOffset joinedAt)
    {
        OrganizationId = organizationId;
        UserId = userId;
        Role = role;
        JoinedAt = joinedAt;
    }

    public OrganizationId OrganizationId { get; private init; }

    public UserId UserId { get; private init; }

    /// <summary>The key of a built-in role.</summary>
    public string Role { get; private set; }

    public DateTimeOffset JoinedAt { get; private init; }

    public static Membership Join(OrganizationId organization, UserId user, string role, DateTimeOffset now) =>
        new(organization, user, role, now);
}

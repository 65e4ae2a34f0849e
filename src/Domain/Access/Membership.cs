using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>A person's place in an organization.</summary>
public sealed class Membership : AggregateRoot, IOrganizationOwned
{
    private Membership()
    {
    }

    public OrganizationId OrganizationId { get; private init; }

    public UserId UserId { get; private init; }

    /// <summary>The key of a role, built in or of the organization's own.</summary>
    public string Role { get; private set; } = "";

    /// <summary>Null for a built-in role.</summary>
    public RoleId? RoleId { get; private set; }

    public DateTimeOffset JoinedAt { get; private init; }

    public bool IsOwner => Role == Access.Role.Owner.Key;

    public static Membership Join(OrganizationId organization, UserId user, Role role, DateTimeOffset now)
    {
        var membership = new Membership
        {
            OrganizationId = organization,
            UserId = user,
            Role = role.Key,
            RoleId = role.Id,
            JoinedAt = now,
        };
        membership.Raise(new MemberAdded(user, role.Key));
        return membership;
    }

    /// <summary>Gives another role; the same one again changes nothing.</summary>
    /// <param name="role">The new one.</param>
    /// <param name="by">Who gives it.</param>
    /// <param name="hasOtherOwner">Whether there is an owner beside this member.</param>
    public void ChangeRole(Role role, ActingMember by, bool hasOtherOwner)
    {
        by.MayChange(this);
        by.MayGive(role);
        if (role.Key == Role)
            return;

        KeepAnOwner(hasOtherOwner);
        Raise(new MemberRoleChanged(UserId, Role, role.Key, by.Id));
        (Role, RoleId) = (role.Key, role.Id);
    }

    /// <summary>Ends the membership, by oneself or by another; the caller takes the row away.</summary>
    public void End(ActingMember by, bool hasOtherOwner)
    {
        by.MayChange(this);
        KeepAnOwner(hasOtherOwner);
        Raise(new MemberRemoved(UserId, Role, by.Id));
    }

    private void KeepAnOwner(bool hasOtherOwner)
    {
        if (IsOwner && !hasOtherOwner)
            throw new DomainException(AccessErrors.LastOwner);
    }
}

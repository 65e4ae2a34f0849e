using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Access;

/// <summary>Who changes members and roles: a member, or a key that acts for one, with the rights of this very moment.</summary>
/// <param name="Id">The person.</param>
/// <param name="Role">The key of their role.</param>
/// <param name="Rights">What they, or the key, may do.</param>
public sealed record ActingMember(UserId Id, string Role, Rights Rights)
{
    public bool IsOwner => Role == Access.Role.Owner.Key;

    /// <summary>Nobody gives what they do not hold, and only an owner makes an owner.</summary>
    public void MayGive(Role role)
    {
        if (RefusalToGive(role) is { } refusal)
            throw new DomainException(refusal);
    }

    public Error? RefusalToGive(Role role)
    {
        if (role.Key == Access.Role.Owner.Key && !IsOwner)
            return AccessErrors.OnlyOwners;

        var missing = role.Permissions.Order(StringComparer.Ordinal)
            .FirstOrDefault(permission => !Rights.MayGive(permission, role.Constraints.GetValueOrDefault(permission)));
        return missing is null ? null : AccessErrors.RoleNotHeld(role.Title, missing);
    }

    public void MayChange(Membership membership)
    {
        if (membership.IsOwner && !IsOwner)
            throw new DomainException(AccessErrors.OnlyOwners);
    }
}

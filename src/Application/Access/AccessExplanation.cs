using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>What a member may do, and why not more.</summary>
/// <param name="Email">Of the member.</param>
/// <param name="RoleTitle">The role from which it follows.</param>
/// <param name="Permissions">All that exist, in the catalogue's order.</param>
public sealed record AccessExplanation(string Email, string RoleTitle, IReadOnlyList<PermissionExplanation> Permissions)
{
    /// <summary>The exceptions that count for the member now.</summary>
    public IReadOnlyList<GrantView> Exceptions { get; init; } = [];

    public IEnumerable<GrantView> ExceptionsFor(string permission) => Exceptions.Where(grant => grant.Permission == permission);

    public PermissionExplanation? Find(string? key) => Permissions.FirstOrDefault(row => row.Permission.Key == key);
}

/// <param name="Permission">Which one.</param>
/// <param name="Verdict">The decision, for the thing that was asked about if one was.</param>
/// <param name="IsNarrowed">True when it is held for some things only.</param>
/// <param name="RolesThatAllow">The titles of the roles that contain it.</param>
public sealed record PermissionExplanation(Permission Permission, Verdict Verdict, bool IsNarrowed, IReadOnlyList<string> RolesThatAllow)
{
    /// <summary>Narrowed to what the member made.</summary>
    public bool IsOwnOnly { get; init; }

    /// <summary>The most that one act may move; null where there is no limit.</summary>
    public Money? Limit { get; init; }

    public string Sentence(string roleTitle) => Verdict switch
    {
        Verdict.AllowedByRole when IsOwnOnly => $"The role “{roleTitle}” allows it only for what the member made.",
        Verdict.DeniedByConstraint when IsOwnOnly => $"The role “{roleTitle}” allows it only for what the member made, and this one is somebody else’s.",
        Verdict.AllowedByRole or Verdict.DeniedByConstraint when Limit is { } most => $"The role “{roleTitle}” allows it up to {most} in one go, worked out by the rate of the day where it is in another currency.",
        Verdict.AllowedByRole when IsNarrowed => $"The role “{roleTitle}” allows it for some things only.",
        Verdict.AllowedByRole => $"The role “{roleTitle}” allows it.",
        Verdict.AllowedByGrant => "An exception for this very thing allows it.",
        Verdict.DeniedByGrant => "An exception for this very thing forbids it.",
        Verdict.DeniedByConstraint => $"The role “{roleTitle}” allows it for other things, not for this one.",
        Verdict.NotHeld => $"The role “{roleTitle}” does not allow it. Roles that do: {string.Join(", ", RolesThatAllow)}.",
    };
}

/// <summary>Explains by the same rows and the same decision that every request goes by.</summary>
internal sealed class AccessExplainer(IMemberReads members, IActingMembers acting, IRoleReads roles, GrantBook grants)
{
    /// <summary>Null when the person is no member.</summary>
    public async Task<AccessExplanation?> ExplainAsync(UserId member, Resource? thing, CancellationToken ct)
    {
        if (await members.FindAsync(member, ct) is not { } person || await acting.FindAsync(member, ct) is not { Rights: var rights })
            return null;

        var known = await roles.ListAsync(ct);
        return new(person.Email, person.RoleTitle,
        [
            .. PermissionCatalogue.Areas.SelectMany(area => area).Select(permission => new PermissionExplanation(
                permission, rights.Decide(permission.Key, thing), rights.Constraints.ContainsKey(permission.Key),
                [.. known.Where(role => role.Permissions.Contains(permission.Key)).Select(role => role.Title)])
            {
                Limit = rights.LimitOf(permission.Key),
                IsOwnOnly = rights.Constraints.GetValueOrDefault(permission.Key)?.OwnOnly == true,
            }),
        ])
        {
            Exceptions = await grants.ListForAsync(member, person.Role, ct),
        };
    }
}

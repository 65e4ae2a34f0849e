using Financbase.Application.Persistence;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Reads exceptions and the things that they are about.</summary>
public interface IResourceGrants
{
    /// <summary>All of the organization, the newest first; at most <see cref="ResourceGrant.MostPerOrganization"/>.</summary>
    Task<IReadOnlyList<GrantView>> ListAsync(CancellationToken ct);

    /// <summary>Whether the organization has such a thing.</summary>
    Task<bool> ExistsAsync(string resourceType, Guid id, CancellationToken ct);
}

/// <summary>The exceptions as their reader may know them, and whom each is for.</summary>
internal sealed class GrantBook(
    IResourceGrants grants, IRepository<Membership> members, IRepository<ApiKey> keys, RoleBook roles, ICurrentPrincipal principal)
{
    /// <summary>A name is told only to a reader who may see the thing.</summary>
    public async Task<IReadOnlyList<GrantView>> ListAsync(CancellationToken ct)
    {
        var rights = principal.Current.Rights;
        var (accounts, workflows) = (rights.Reach(Permissions.Banking.Read), rights.Reach(Permissions.Workflows.Read));
        return
        [
            .. (await grants.ListAsync(ct)).Select(grant =>
                (grant.ResourceType == ResourceTypes.Workflow ? workflows : accounts).Contains(grant.ResourceId) ? grant : grant with { ResourceName = null }),
        ];
    }

    /// <summary>Those that count now for a member, as such or by role.</summary>
    public async Task<IReadOnlyList<GrantView>> ListForAsync(UserId member, string role, CancellationToken ct) =>
        [.. (await ListAsync(ct)).Where(grant => !grant.IsExpired && (grant.UserId == member.Value || grant.Role == role))];

    /// <summary>Null when the organization has no such member, role or key.</summary>
    public async Task<GrantSubject?> FindSubjectAsync(UserId? user, string? role, ApiKeyId? key, CancellationToken ct)
    {
        if (user is { } person)
        {
            return await members.FindAsync(person, ct) is { } member
                ? new GrantSubject(person, null, null) { IsOwner = member.IsOwner }
                : null;
        }

        if (role is not null)
            return await roles.FindAsync(role, ct) is { } found ? new GrantSubject(null, found, null) { IsOwner = found.Key == Role.Owner.Key } : null;
        return key is { } id && await keys.FindAsync(id, ct) is { } existing
            ? new GrantSubject(null, null, id) { IsOwner = await members.FindAsync(existing.CreatedBy, ct) is { IsOwner: true } }
            : null;
    }
}

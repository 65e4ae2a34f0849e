using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>
/// Ends the exceptions that go with what they are for or about. Each leaves a row of its own in the audit log, as if somebody
/// had removed it; so it comes before the command's own changes.
/// </summary>
internal sealed class GrantEnds(IRepository<ResourceGrant> grants, IAuditTrail trail)
{
    public async Task EndAsync(Specification<ResourceGrant> which, CancellationToken ct)
    {
        foreach (var grant in await grants.ListAsync(which, ct))
        {
            using var entry = trail.Begin();
            grants.Remove(grant);
            await entry.BookAsync("resource_grant.remove", new AuditTarget("resource_grant", $"{grant.Id}"), ct);
        }
    }
}

internal sealed class GrantsOfMember : Specification<ResourceGrant>
{
    public GrantsOfMember(UserId member) => Query.Where(grant => grant.UserId == member);
}

internal sealed class GrantsOfRole : Specification<ResourceGrant>
{
    public GrantsOfRole(RoleId role) => Query.Where(grant => grant.RoleId == role);
}

internal sealed class GrantsOfKey : Specification<ResourceGrant>
{
    public GrantsOfKey(ApiKeyId key) => Query.Where(grant => grant.ApiKeyId == key);
}

internal sealed class GrantsAbout : Specification<ResourceGrant>
{
    public GrantsAbout(Resource thing) => Query.Where(grant => grant.ResourceType == thing.Type && grant.ResourceId == thing.Id);
}

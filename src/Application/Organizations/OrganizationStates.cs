using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Organizations;

/// <summary>Changes whether an organization works: for owners, one at a time, by what holds at that moment.</summary>
internal sealed class OrganizationStates(
    IRepository<Organization> organizations, IActingMembers acting, IEventLog events, IMultiTenantContextAccessor tenant, TimeProvider clock)
{
    public async Task<Result<Done>> ChangeAsync(
        Action<Organization, DateTimeOffset> change, Func<Organization, UserId, IDomainEvent> told, CancellationToken ct)
    {
        if (await acting.LockAsync(Permissions.Organization.Close, ct) is not { IsOwner: true } owner)
            return Error.Forbidden(Permissions.Organization.Close);
        if (await organizations.FindAsync(tenant.OrganizationId, ct) is not { } organization)
            return Error.NotFound("organization");

        change(organization, clock.GetUtcNow());
        await events.AppendAsync([told(organization, owner.Id)], ct);
        return default(Done);
    }
}

using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Gives a person a role in the current organization without an invitation: the operator's way.</summary>
/// <param name="User">Who joins.</param>
/// <param name="Role">The key of a built-in role.</param>
[PlatformOnly]
public sealed record AddMember(UserId User, string Role) : ICommand<Done>;

internal sealed class AddMemberHandler(
    IRepository<Membership> memberships, IMultiTenantContextAccessor tenant, TimeProvider clock) : IHandler<AddMember, Done>
{
    public Task<Result<Done>> Handle(AddMember request, CancellationToken cancellationToken)
    {
        var role = Role.Find(request.Role);
        if (role is null)
            return Task.FromResult<Result<Done>>(AccessErrors.RoleUnknown(request.Role));

        memberships.Add(Membership.Join(tenant.OrganizationId, request.User, role.Key, clock.GetUtcNow()));
        return Task.FromResult<Result<Done>>(default(Done));
    }
}

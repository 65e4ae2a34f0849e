using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>
/// Gives a person a role in the current organization without an invitation: the operator's way. Giving the same role
/// again changes nothing.
/// </summary>
/// <param name="User">Who joins.</param>
/// <param name="Role">The key of a role.</param>
[PlatformOnly]
[Audited("member.add", "Added a member")]
public sealed record AddMember(UserId User, string Role) : ICommand<Done>;

internal sealed class AddMemberHandler(
    IRepository<Membership> memberships, RoleBook roles, IMultiTenantContextAccessor tenant, TimeProvider clock)
    : IHandler<AddMember, Done>
{
    public async Task<Result<Done>> Handle(AddMember request, CancellationToken cancellationToken)
    {
        if (await roles.FindAsync(request.Role, cancellationToken) is not { } role)
            return AccessErrors.RoleUnknown(request.Role);

        var existing = await memberships.FindAsync(request.User, cancellationToken);
        if (existing is not null)
            return existing.Role == role.Key ? new Done() : AccessErrors.AlreadyMember(existing.Role);

        memberships.Add(Membership.Join(tenant.OrganizationId, request.User, role, clock.GetUtcNow()));
        return default(Done);
    }
}

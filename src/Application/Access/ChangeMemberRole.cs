using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Gives a member another role, effective on their next request. Nobody gives more than they hold.</summary>
/// <param name="Member">Who.</param>
/// <param name="Role">The key of a role.</param>
[RequirePermission(Permissions.Members.Manage)]
[Audited("member.change_role", "Changed a member’s role")]
public sealed record ChangeMemberRole(UserId Member, string Role) : ICommand<Done>;

internal sealed class ChangeMemberRoleHandler(IRepository<Membership> memberships, IActingMembers acting, RoleBook roles)
    : IHandler<ChangeMemberRole, Done>
{
    public async Task<Result<Done>> Handle(ChangeMemberRole request, CancellationToken cancellationToken)
    {
        if (await acting.LockAsync(Permissions.Members.Manage, cancellationToken) is not { } actor)
            return Error.Forbidden(Permissions.Members.Manage);
        if (await memberships.FindAsync(request.Member, cancellationToken) is not { } member)
            return Error.NotFound("member");
        if (await roles.FindAsync(request.Role, cancellationToken) is not { } role)
            return AccessErrors.RoleUnknown(request.Role);

        var hasOtherOwner = await memberships.AnyAsync(new OwnersBeside(member.UserId), cancellationToken);
        member.ChangeRole(role, actor, hasOtherOwner);
        return default(Done);
    }
}

using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Deletes a role that nobody holds.</summary>
[RequirePermission(Permissions.Roles.Manage)]
[Audited("role.delete", "Deleted a role")]
public sealed record DeleteRole(string Key) : ICommand<Done>;

internal sealed class DeleteRoleHandler(IRepository<CustomRole> roles, RoleBook book, IActingMembers acting, GrantEnds grants)
    : IHandler<DeleteRole, Done>
{
    public async Task<Result<Done>> Handle(DeleteRole request, CancellationToken cancellationToken)
    {
        if (Role.Find(request.Key) is not null)
            return AccessErrors.RoleBuiltIn;
        if (await acting.LockAsync(Permissions.Roles.Manage, cancellationToken) is null)
            return Error.Forbidden(Permissions.Roles.Manage);
        if (await book.FindOwnAsync(request.Key, cancellationToken) is not { } role)
            return Error.NotFound("role");

        await grants.EndAsync(new GrantsOfRole(role.Id), cancellationToken);
        role.Delete();
        roles.Remove(role);
        return default(Done);
    }
}

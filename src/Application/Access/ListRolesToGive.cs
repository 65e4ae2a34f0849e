using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>The roles that the caller may give to a member, for choosing from.</summary>
[RequirePermission(Permissions.Members.Read)]
public sealed record ListRolesToGive : IQuery<IReadOnlyList<RoleChoice>>;

public sealed record RoleChoice(string Key, string Title);

internal sealed class ListRolesToGiveHandler(
    IReadRepository<CustomRole> roles, IRepository<Membership> memberships, ICurrentPrincipal principal)
    : IHandler<ListRolesToGive, IReadOnlyList<RoleChoice>>
{
    public async Task<Result<IReadOnlyList<RoleChoice>>> Handle(ListRolesToGive request, CancellationToken cancellationToken)
    {
        var user = principal.Current.UserId!.Value;
        if (await memberships.FindAsync(user, cancellationToken) is not { } membership)
            return AccessErrors.NotAMember;

        var actor = new ActingMember(user, membership.Role, principal.Current.Rights);
        var own = await roles.ListAsync(new AllCustomRoles(), cancellationToken);
        RoleChoice[] choices =
        [
            .. Role.BuiltIn.Concat(own.Select(role => role.AsRole()))
                .Where(role => actor.RefusalToGive(role) is null)
                .Select(role => new RoleChoice(role.Key, role.Title)),
        ];
        return choices;
    }
}

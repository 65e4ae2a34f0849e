using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>The exceptions from the roles, the newest first. So few that one page holds them all.</summary>
[RequirePermission(Permissions.Roles.Manage)]
public sealed record ListGrants : IQuery<Page<GrantView>>;

internal sealed class ListGrantsHandler(GrantBook grants) : IHandler<ListGrants, Page<GrantView>>
{
    public async Task<Result<Page<GrantView>>> Handle(ListGrants request, CancellationToken cancellationToken) =>
        new Page<GrantView>(await grants.ListAsync(cancellationToken), null, ResourceGrant.MostPerOrganization);
}

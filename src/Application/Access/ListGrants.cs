using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>The exceptions from the roles, the newest first.</summary>
[RequirePermission(Permissions.Roles.Manage)]
public sealed record ListGrants(PageRequest Page) : IQuery<Page<GrantView>>;

/// <summary>One exception from the roles.</summary>
[RequirePermission(Permissions.Roles.Manage)]
public sealed record GetGrant(ResourceGrantId Id) : IQuery<GrantView>;

internal sealed class ListGrantsHandler(GrantBook grants) : IHandler<ListGrants, Page<GrantView>>
{
    public async Task<Result<Page<GrantView>>> Handle(ListGrants request, CancellationToken cancellationToken) =>
        Page<GrantView>.Slice(await grants.ListAsync(cancellationToken), request.Page, grant => $"{grant.Id}");
}

internal sealed class GetGrantHandler(GrantBook grants) : IHandler<GetGrant, GrantView>
{
    public async Task<Result<GrantView>> Handle(GetGrant request, CancellationToken cancellationToken) =>
        (await grants.ListAsync(cancellationToken)).FirstOrDefault(grant => grant.Id == request.Id.Value) is { } found
            ? found
            : Error.NotFound("exception");
}

using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>The exceptions from the roles, the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose subject, permission or thing contains it in its name.</param>
/// <param name="Effect">Only these.</param>
/// <param name="State">Only these.</param>
[RequirePermission(Permissions.Roles.Manage)]
public sealed record ListGrants(PageRequest Page, string? Text = null, GrantEffect? Effect = null, GrantState? State = null)
    : IQuery<Page<GrantView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-createdAt", "permission");
}

public enum GrantState
{
    /// <summary>It counts.</summary>
    Active,
    Expired,
}

/// <summary>One exception from the roles.</summary>
[RequirePermission(Permissions.Roles.Manage)]
public sealed record GetGrant(ResourceGrantId Id) : IQuery<GrantView>;

internal sealed class ListGrantsHandler(GrantBook grants) : IHandler<ListGrants, Page<GrantView>>
{
    private static readonly Keyset<GrantView, Guid> Orders = new Keyset<GrantView, Guid>(ListGrants.Sorts, grant => grant.Id)
        .By("createdAt", grant => grant.CreatedAt).By("permission", grant => grant.Permission);

    public async Task<Result<Page<GrantView>>> Handle(ListGrants request, CancellationToken cancellationToken) =>
        Orders.PageOfAll(
            (await grants.ListAsync(cancellationToken)).Where(grant =>
                SearchText.Finds(request.Text, grant.SubjectName, grant.Permission, grant.PermissionTitle, grant.ResourceName)
                && (request.Effect is null || grant.Effect == request.Effect)
                && (request.State is not { } state || grant.IsExpired == (state == GrantState.Expired))), request.Page);
}

internal sealed class GetGrantHandler(GrantBook grants) : IHandler<GetGrant, GrantView>
{
    public async Task<Result<GrantView>> Handle(GetGrant request, CancellationToken cancellationToken) =>
        (await grants.ListAsync(cancellationToken)).FirstOrDefault(grant => grant.Id == request.Id.Value) is { } found
            ? found
            : Error.NotFound("exception");
}

using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Access;

/// <summary>Who is signed in, which organizations they may enter, and what waits for them: what the frame of every page shows.</summary>
[AnyUser]
public sealed record GetMyself : IQuery<Myself>, IReadAtOnce;

/// <param name="Email">With which the person signs in.</param>
/// <param name="Organizations">By name.</param>
public sealed record Myself(string Email, IReadOnlyList<MyOrganization> Organizations)
{
    /// <summary>Notifications that wait to be read, of all organizations; counted up to 100.</summary>
    public long Unread { get; init; }

    /// <summary>
    /// Approvals of the organization at hand that wait for the person; counted up to 100, and only for who may see approvals.
    /// </summary>
    public int Approvals { get; init; }
}

/// <summary>A membership as its holder sees it; <see cref="Role"/> is the role's title.</summary>
public sealed record MyOrganization(string Slug, string Name, string BaseCurrency, string Role);

/// <summary>Reads a person's own memberships across organizations; nothing else crosses that border.</summary>
public interface IMemberships
{
    /// <param name="user">Who.</param>
    /// <param name="approvalsIn">Where to count the approvals that wait for them; nowhere when null.</param>
    /// <param name="ct">Gives up.</param>
    Task<Myself> OfAsync(UserId user, OrganizationId? approvalsIn, CancellationToken ct);
}

internal sealed class GetMyselfHandler(IMemberships memberships, ICurrentPrincipal principal, IMultiTenantContextAccessor tenancy)
    : IHandler<GetMyself, Myself>
{
    public async Task<Result<Myself>> Handle(GetMyself request, CancellationToken cancellationToken) =>
        await memberships.OfAsync(
            principal.Current.UserId!.Value,
            principal.Current.Permissions.Contains(Permissions.Approvals.Read) ? tenancy.Tenant?.Id : null,
            cancellationToken);
}

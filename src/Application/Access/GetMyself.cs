using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Who is signed in and which organizations they may enter: what the frame of every page shows.</summary>
[AnyUser]
public sealed record GetMyself : IQuery<Myself>;

/// <param name="Email">With which the person signs in.</param>
/// <param name="Organizations">By name.</param>
public sealed record Myself(string Email, IReadOnlyList<MyOrganization> Organizations)
{
    /// <summary>Notifications that wait to be read, of all organizations; counted up to 100.</summary>
    public long Unread { get; init; }
}

/// <summary>A membership as its holder sees it; <see cref="Role"/> is the role's title.</summary>
public sealed record MyOrganization(string Slug, string Name, string BaseCurrency, string Role);

/// <summary>Reads a person's own memberships across organizations; nothing else crosses that border.</summary>
public interface IMemberships
{
    Task<Myself> OfAsync(UserId user, CancellationToken ct);
}

internal sealed class GetMyselfHandler(IMemberships memberships, ICurrentPrincipal principal) : IHandler<GetMyself, Myself>
{
    public async Task<Result<Myself>> Handle(GetMyself request, CancellationToken cancellationToken) =>
        await memberships.OfAsync(principal.Current.UserId!.Value, cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Web.Access;

namespace Financbase.Web.Api;

/// <summary><c>/api/api-keys</c>: reading only, since a key that could make or end keys would outlive its own revocation.</summary>
internal static class ApiKeyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/api-keys", (ApiSender sender, PageParameters page, CancellationToken ct) =>
                sender.Page(new ListApiKeys(page.Value), ct))
            .Sends<ListApiKeys>();
        api.MapGet("/api-keys/{id:guid}", (ApiSender sender, Guid id, CancellationToken ct) =>
                sender.Ok(new GetApiKey(new ApiKeyId(id)), ct))
            .Sends<GetApiKey>();
    }
}

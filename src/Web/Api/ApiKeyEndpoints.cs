using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Web.Access;

namespace Financbase.Web.Api;

/// <summary>
/// <c>/api/api-keys</c>. No key can hold the permission to make or end keys: one that could would outlive its own
/// revocation.
/// </summary>
internal static class ApiKeyEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/api-keys");
        keys.MapGet("/", (ApiSender sender, PageParameters page, HttpContext http, CancellationToken ct) =>
            sender.Page(new ListApiKeys(page.Value, QueryWord.Text(http)), ct)).Sends<ListApiKeys>();
        keys.MapPost("/", (Body<ApiKeyBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.Command(), Secret, ct)).Sends<CreateApiKey>();
        keys.MapGet("/{id:guid}", (ApiSender sender, Guid id, CancellationToken ct) =>
            sender.Ok(new GetApiKey(new ApiKeyId(id)), ct)).Sends<GetApiKey>();
        keys.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new RevokeApiKey(new ApiKeyId(id)), _ => ApiAnswer.Ok(null), ct)).Sends<RevokeApiKey>();
        keys.MapPost("/{id:guid}/rotate", (Guid id, Body<RotationBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new RotateApiKey(new ApiKeyId(id), body.Value.OverlapHours), Secret, ct)).Sends<RotateApiKey>();
    }

    private static ApiAnswer Secret(ApiKeyToken token) =>
        ApiAnswer.Created("/api/api-keys", new { key = token.Reveal(), publicId = token.PublicId });
}

/// <param name="Name">For people.</param>
/// <param name="Scopes">Permission keys.</param>
/// <param name="Days">How long it works; 90 when null.</param>
/// <param name="AllowedNetworks">CIDR or single addresses; anywhere when empty.</param>
public sealed record ApiKeyBody(string Name, string[] Scopes, int? Days = null, string[]? AllowedNetworks = null)
{
    public CreateApiKey Command() => new(Name, Scopes, Days, AllowedNetworks ?? []);
}

public sealed record RotationBody(int OverlapHours = 24);

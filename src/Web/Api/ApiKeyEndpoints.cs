using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

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
            sender.Page(new ListApiKeys(page.Value, QueryWord.Text(http), QueryWord.Read<ApiKeyState>(http, "state")), ct)).Sends<ListApiKeys>()
            .Takes(QueryWords.Word<ApiKeyState>("state", "Only those in this state."), QueryWords.Search);
        keys.MapPost("/", (Body<ApiKeyBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value.Command(), Secret, ct)).Sends<CreateApiKey>()
            .Answers<IssuedApiKey>(StatusCodes.Status201Created)
            .Example("""{"name":"Month-end script","scopes":["banking:read","banking:import"],"days":30,"allowedNetworks":["192.0.2.0/24"]}""");
        keys.MapGet("/{id:guid}", (ApiSender sender, Guid id, CancellationToken ct) =>
            sender.Ok(new GetApiKey(new ApiKeyId(id)), ct)).Sends<GetApiKey>();
        keys.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new RevokeApiKey(new ApiKeyId(id)), _ => ApiAnswer.Ok(null), ct)).Sends<RevokeApiKey>();
        keys.MapPost("/{id:guid}/rotate", (Guid id, Body<RotationBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new RotateApiKey(new ApiKeyId(id), body.Value.OverlapHours), Secret, ct)).Sends<RotateApiKey>()
            .Answers<IssuedApiKey>(StatusCodes.Status201Created).Example("""{"overlapHours":24}""");
    }

    private static ApiAnswer Secret(MadeApiKey made) =>
        ApiAnswer.Created($"/api/api-keys/{made.Id}", new IssuedApiKey(made.Id.Value, made.Token.Reveal(), made.Token.PublicId));
}

/// <param name="Name">For people.</param>
/// <param name="Scopes">Permission keys.</param>
/// <param name="Days">How long it works; 90 when null.</param>
/// <param name="AllowedNetworks">CIDR or single addresses; anywhere when empty.</param>
public sealed record ApiKeyBody(string Name, string[] Scopes, int? Days = null, string[]? AllowedNetworks = null)
{
    public CreateApiKey Command() => new(Name, Scopes, Days, AllowedNetworks ?? []);
}

/// <param name="OverlapHours">For how long the old key still works; 0 ends it at once.</param>
public sealed record RotationBody(int OverlapHours = 24);

/// <param name="Id">Its id.</param>
/// <param name="Key">To be sent as it is. It is never shown again.</param>
/// <param name="PublicId">Its part that is no secret, by which people tell keys apart.</param>
public sealed record IssuedApiKey(Guid Id, string Key, string PublicId);

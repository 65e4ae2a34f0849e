using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/roles</c>: the built-in roles and the organization's own, by key.</summary>
internal static class RoleEndpoints
{
    private const string Example =
        """{"name":"Bank clerk","description":"Imports statements","permissions":["banking:read","banking:import"]}""";

    public static void Map(RouteGroupBuilder api)
    {
        var roles = api.MapGroup("/roles");
        roles.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListRoles(page.Value, QueryWord.Text(http), QueryWord.Read<RoleKind>(http, "kind")), ct)).Sends<ListRoles>()
            .Takes(QueryWords.Word<RoleKind>("kind", "Only those that are built in, or the organization’s own."), QueryWords.Search);
        roles.MapPost("/", (Body<RoleBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new CreateRole(body.Value.Terms()), role => ApiAnswer.Created($"/api/roles/{role.Key}", role), ct)).Sends<CreateRole>()
            .Answers(StatusCodes.Status201Created).Refuses(AccessErrors.RoleNameTaken).Example(Example);
        roles.MapGet("/{key}", (string key, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetRole(key), ct)).Sends<GetRole>();
        roles.MapPut("/{key}", (string key, Body<RoleBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new ChangeRole(key, body.Value.Terms()), _ => ApiAnswer.Ok(null), ct)).Sends<ChangeRole>().Example(Example);
        roles.MapDelete("/{key}", (string key, ApiSender sender, CancellationToken ct) => sender.Send(
            new DeleteRole(key), _ => ApiAnswer.Ok(null), ct)).Sends<DeleteRole>().Refuses(AccessErrors.RoleInUse);
    }
}

/// <param name="Name">For people.</param>
/// <param name="Permissions">Keys of the catalogue.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Constraints">By permission; one without is held in full.</param>
public sealed record RoleBody(
    string Name, string[] Permissions, string? Description = null, Dictionary<string, Constraint?>? Constraints = null)
{
    public RoleTerms Terms() => new(
        Name, Description, Permissions,
        (Constraints ?? []).Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!));
}

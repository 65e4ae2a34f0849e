using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/grants</c>: exceptions from the roles, for single things.</summary>
internal static class GrantEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var grants = api.MapGroup("/grants");
        grants.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(
            new ListGrants(page.Value, QueryWord.Text(http), QueryWord.Read<GrantEffect>(http, "effect"), QueryWord.Read<GrantState>(http, "state")), ct)).Sends<ListGrants>()
            .Takes(
                QueryWords.Word<GrantEffect>("effect", "Only those that allow, or that deny."), QueryWords.Word<GrantState>("state", "Only those in this state."), QueryWords.Search);
        grants.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetGrant(new ResourceGrantId(id)), ct)).Sends<GetGrant>();
        grants.MapPost("/", (Body<AddGrant> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value, id => ApiAnswer.Created($"/api/grants/{id.Value}", new MadeThing(id.Value)), ct)).Sends<AddGrant>()
            .Answers<MadeThing>(StatusCodes.Status201Created).Refuses(AccessErrors.GrantExists)
            .Example("""{"permission":"banking:read","resourceType":"bank_account","resourceId":"0197c4a0-5e00-7000-8000-000000000001","effect":"deny","role":"viewer"}""");
        grants.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new RemoveGrant(new ResourceGrantId(id)), _ => ApiAnswer.Ok(null), ct)).Sends<RemoveGrant>();
    }
}

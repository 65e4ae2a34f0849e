using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/members</c>: who belongs to the organization. Members are made by invitation, never by a key.</summary>
internal static class MemberEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var members = api.MapGroup("/members");
        members.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListMembers(page.Value, QueryWord.Text(http), QueryWord.Key(http, "role")), ct)).Sends<ListMembers>()
            .Takes(QueryWords.Text("role", "Only those with the role of this key."), QueryWords.Search);
        members.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetMember(new UserId(id)), ct)).Sends<GetMember>();
        members.MapPut("/{id:guid}", (Guid id, Body<MemberBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new ChangeMemberRole(new UserId(id), body.Value.Role), _ => ApiAnswer.Ok(null), ct)).Sends<ChangeMemberRole>()
            .Example("""{"role":"accountant"}""");
        members.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new RemoveMember(new UserId(id)), _ => ApiAnswer.Ok(null), ct)).Sends<RemoveMember>();
    }
}

/// <param name="Role">The key of a role.</param>
public sealed record MemberBody(string Role);

using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/invitations</c>. No key can hold the permission to invite: a key must not make members.</summary>
internal static class InvitationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var invitations = api.MapGroup("/invitations");
        invitations.MapGet("/", (PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListInvitations(page.Value, QueryWord.Text(http), QueryWord.Read<InvitationState>(http, "state"), QueryWord.Key(http, "role")), ct))
            .Sends<ListInvitations>().Takes(
                QueryWords.Word<InvitationState>("state", "Only those that still wait, or whose link has expired."),
                QueryWords.Text("role", "Only those that bring the role of this key."), QueryWords.Search);
        invitations.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) =>
            sender.Ok(new GetOpenInvitation(new InvitationId(id)), ct)).Sends<GetOpenInvitation>();
        invitations.MapPost("/", (Body<InviteMember> body, ApiSender sender, CancellationToken ct) => sender.Send(
            body.Value, id => ApiAnswer.Created($"/api/invitations/{id.Value}", new MadeThing(id.Value)), ct)).Sends<InviteMember>()
            .Answers<MadeThing>(StatusCodes.Status201Created).Refuses(AccessErrors.AlreadyInvited)
            .Example("""{"email":"books@guests.example","role":"accountant"}""");
        invitations.MapPost("/{id:guid}/resend", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new ResendInvitation(new InvitationId(id)), _ => ApiAnswer.Ok(null), ct)).Sends<ResendInvitation>();
        invitations.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Send(
            new RevokeInvitation(new InvitationId(id)), _ => ApiAnswer.Ok(null), ct)).Sends<RevokeInvitation>();
    }
}

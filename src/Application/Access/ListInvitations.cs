using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Who is invited and has not come yet, the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose address contains it.</param>
[RequirePermission(Permissions.Members.Read)]
public sealed record ListInvitations(PageRequest Page, string? Text = null) : IQuery<Page<InvitationView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-createdAt", "email", "expiresAt");
}

internal sealed class ListInvitationsHandler(IInvitations invitations) : IHandler<ListInvitations, Page<InvitationView>>
{
    private static readonly Keyset<InvitationView, Guid> Orders = new Keyset<InvitationView, Guid>(ListInvitations.Sorts, invitation => invitation.Id)
        .ById("createdAt").By("email", invitation => invitation.Email).By("expiresAt", invitation => invitation.ExpiresAt);

    public async Task<Result<Page<InvitationView>>> Handle(ListInvitations request, CancellationToken cancellationToken) =>
        Orders.PageOfAll(
            (await invitations.ListOpenAsync(cancellationToken)).Where(invitation => SearchText.Finds(request.Text, invitation.Email)), request.Page);
}

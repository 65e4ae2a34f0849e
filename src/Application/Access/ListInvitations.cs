using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Who is invited and has not come yet, the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose address contains it.</param>
[RequirePermission(Permissions.Members.Read)]
public sealed record ListInvitations(PageRequest Page, string? Text = null) : IQuery<Page<InvitationView>>;

internal sealed class ListInvitationsHandler(IInvitations invitations) : IHandler<ListInvitations, Page<InvitationView>>
{
    public async Task<Result<Page<InvitationView>>> Handle(ListInvitations request, CancellationToken cancellationToken) =>
        Page<InvitationView>.Slice(
            [.. (await invitations.ListOpenAsync(cancellationToken)).Where(invitation => SearchText.Finds(request.Text, invitation.Email))],
            request.Page, invitation => $"{invitation.Id}");
}

using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Who is invited and has not come yet, the newest first.</summary>
[RequirePermission(Permissions.Members.Read)]
public sealed record ListInvitations(PageRequest Page) : IQuery<Page<InvitationView>>;

internal sealed class ListInvitationsHandler(IInvitations invitations) : IHandler<ListInvitations, Page<InvitationView>>
{
    public async Task<Result<Page<InvitationView>>> Handle(ListInvitations request, CancellationToken cancellationToken) =>
        Page<InvitationView>.Slice(await invitations.ListOpenAsync(cancellationToken), request.Page, invitation => $"{invitation.Id}");
}

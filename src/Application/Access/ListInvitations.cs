using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Who is invited and has not come yet, the newest first. At most two hundred, so one page holds them all.</summary>
[RequirePermission(Permissions.Members.Read)]
public sealed record ListInvitations : IQuery<Page<InvitationView>>;

internal sealed class ListInvitationsHandler(IInvitations invitations) : IHandler<ListInvitations, Page<InvitationView>>
{
    public async Task<Result<Page<InvitationView>>> Handle(ListInvitations request, CancellationToken cancellationToken) =>
        new Page<InvitationView>(await invitations.ListOpenAsync(cancellationToken), null, PageRequest.MaxLimit);
}

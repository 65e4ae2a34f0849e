using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>Who is invited and has not come yet, the newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose address contains it.</param>
/// <param name="State">Only those that still wait, or whose link has expired.</param>
/// <param name="Role">Only those that bring the role of this key.</param>
[RequirePermission(Permissions.Members.Read)]
public sealed record ListInvitations(PageRequest Page, string? Text = null, InvitationState? State = null, string? Role = null)
    : IQuery<Page<InvitationView>>, ISorted
{
    public static Sorts Sorts { get; } = new("-createdAt", "email", "expiresAt");
}

internal sealed class ListInvitationsHandler(IInvitations invitations, RoleBook roles, TimeProvider clock) : IHandler<ListInvitations, Page<InvitationView>>
{
    private static readonly Keyset<InvitationView, Guid> Orders = new Keyset<InvitationView, Guid>(ListInvitations.Sorts, invitation => invitation.Id)
        .ById("createdAt").By("email", invitation => invitation.Email).By("expiresAt", invitation => invitation.ExpiresAt);

    public async Task<Result<Page<InvitationView>>> Handle(ListInvitations request, CancellationToken cancellationToken)
    {
        if (request.Role is { } role && await roles.FindAsync(role, cancellationToken) is null)
            return AccessErrors.NoSuchRole;

        var now = clock.GetUtcNow();
        return Orders.PageOfAll(
            (await invitations.ListOpenAsync(cancellationToken)).Where(invitation => SearchText.Finds(request.Text, invitation.Email)
                && (request.State is null || invitation.StateAt(now) == request.State) && (request.Role is null || invitation.Role == request.Role)),
            request.Page);
    }
}

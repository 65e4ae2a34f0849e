using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Takes an invitation back: its link is dead at once.</summary>
[RequirePermission(Permissions.Members.Manage)]
[Audited("invitation.revoke", "Revoked an invitation")]
public sealed record RevokeInvitation(InvitationId Id) : ICommand<Done>;

internal sealed class RevokeInvitationHandler(IRepository<Invitation> invitations, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<RevokeInvitation, Done>
{
    public async Task<Result<Done>> Handle(RevokeInvitation request, CancellationToken cancellationToken)
    {
        if (await invitations.FindAsync(request.Id, cancellationToken) is not { } invitation)
            return Error.NotFound("invitation");

        invitation.Revoke(principal.Current.UserId!.Value, clock.GetUtcNow());
        return default(Done);
    }
}

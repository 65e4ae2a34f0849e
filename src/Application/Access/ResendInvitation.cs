using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Mails a new link; the one before is dead.</summary>
[RequirePermission(Permissions.Members.Invite)]
[Audited("invitation.resend", "Sent an invitation again")]
public sealed record ResendInvitation(InvitationId Id) : ICommand<Done>;

internal sealed class ResendInvitationHandler(
    IRepository<Invitation> invitations, IActingMembers acting, RoleBook roles, IMailAllowance allowance, InvitationLetter letter, TimeProvider clock)
    : IHandler<ResendInvitation, Done>
{
    public async Task<Result<Done>> Handle(ResendInvitation request, CancellationToken cancellationToken)
    {
        if (await acting.LockAsync(Permissions.Members.Invite, cancellationToken) is not { } inviter)
            return Error.Forbidden(Permissions.Members.Invite);
        if (await invitations.FindAsync(request.Id, cancellationToken) is not { } invitation
            || !EmailAddress.TryParse(invitation.Email, out var email))
            return Error.NotFound("invitation");
        if (await roles.FindAsync(invitation.Role, cancellationToken) is not { } role)
            return AccessErrors.InvitationDead;

        var token = InvitationToken.Generate();
        invitation.SendAgain(role, token, inviter, clock.GetUtcNow());
        if (await allowance.AdmitInvitationAsync(email, invitation.OrganizationId, cancellationToken) != MailAdmission.Admitted)
            return AccessErrors.TooManyInvitationMails;

        await letter.SendAsync(email, role, token, inviter.Id, cancellationToken);
        return default(Done);
    }
}

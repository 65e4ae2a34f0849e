using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Mails an invitation to join with a role that the inviter may give.</summary>
/// <param name="Email">Whom.</param>
/// <param name="Role">The key of a role.</param>
[RequirePermission(Permissions.Members.Invite)]
[Audited("invitation.send", "Invited somebody")]
public sealed record InviteMember(string Email, string Role) : ICommand<InvitationId>;

internal sealed class InviteMemberHandler(
    IRepository<Invitation> invitations, IInvitations reads, IActingMembers acting, RoleBook roles, IMailAllowance allowance, InvitationLetter letter,
    IMultiTenantContextAccessor tenant, TimeProvider clock) : IHandler<InviteMember, InvitationId>
{
    private const int MostOpen = 200;

    public async Task<Result<InvitationId>> Handle(InviteMember request, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryParse(request.Email, out var email))
            return AccessErrors.EmailInvalid;
        if (await acting.LockAsync(Permissions.Members.Invite, cancellationToken) is not { } inviter)
            return Error.Forbidden(Permissions.Members.Invite);
        if (await roles.FindAsync(request.Role, cancellationToken) is not { } role)
            return AccessErrors.RoleUnknown(request.Role);
        if (await reads.IsMemberAsync(email.Value, cancellationToken))
            return AccessErrors.MemberAlready;
        if ((await reads.ListOpenAsync(cancellationToken)).Count >= MostOpen)
            return AccessErrors.TooManyInvitations;
        if (await allowance.AdmitInvitationAsync(email, tenant.OrganizationId, cancellationToken) != MailAdmission.Admitted)
            return AccessErrors.TooManyInvitationMails;

        var token = InvitationToken.Generate();
        var invitation = Invitation.Make(tenant.OrganizationId, email, role, token, inviter, clock.GetUtcNow());
        invitations.Add(invitation);
        await letter.SendAsync(email, role, token, inviter.Id, cancellationToken);
        return invitation.Id;
    }
}

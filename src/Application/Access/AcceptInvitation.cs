using Financbase.Application.Audit;
using Financbase.Application.Organizations;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Makes the signed-in person a member, once, if the invitation is for their address.</summary>
[AnyUser]
[Audited("invitation.accept", "Accepted an invitation")]
public sealed record AcceptInvitation(string Token) : ICommand<TenantInfo>
{
    public override string ToString() => nameof(AcceptInvitation);
}

internal sealed class AcceptInvitationHandler(
    IInvitations lookup, IFounding entrance, IRepository<Invitation> invitations, IRepository<Membership> memberships,
    IActingMembers acting, RoleBook roles, IMemberships mine, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<AcceptInvitation, TenantInfo>
{
    public async Task<Result<TenantInfo>> Handle(AcceptInvitation request, CancellationToken cancellationToken)
    {
        if (principal.Current is not { Kind: PrincipalKind.User, UserId: { } person })
            return Error.Unauthenticated();
        if (await lookup.FindAsync(InvitationToken.Hash(request.Token), cancellationToken) is not { } found)
            return AccessErrors.InvitationDead;
        if (OrganizationsErrors.RefusalIn(found.Tenant.State) is { } refusal)
            return refusal;

        await entrance.EnterAsync(found.Tenant, cancellationToken);
        if (await invitations.FindAsync(found.Id, cancellationToken) is not { } invitation)
            return AccessErrors.InvitationDead;
        if (await memberships.FindAsync(person, cancellationToken) is not null)
            return AccessErrors.MemberAlready;

        var email = (await mine.OfAsync(person, approvalsIn: null, cancellationToken)).Email;
        var inviter = await acting.FindAsync(invitation.InvitedBy, cancellationToken);
        var role = await roles.FindAsync(invitation.Role, cancellationToken);
        memberships.Add(invitation.Accept(person, email, role, inviter, clock.GetUtcNow()));
        return found.Tenant;
    }
}

using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Access;

/// <summary>What an invitation says to whoever has its link.</summary>
[Anonymous]
public sealed record GetInvitation(string Token) : IQuery<InvitationOffer>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(GetInvitation);
}

/// <param name="Organization">Its name.</param>
/// <param name="Email">Whom it is for.</param>
/// <param name="RoleTitle">What it brings.</param>
/// <param name="Inviter">Who invites.</param>
/// <param name="Reader">The address of whoever is signed in, if anybody is.</param>
public sealed record InvitationOffer(string Organization, string Email, string RoleTitle, string Inviter, string? Reader)
{
    public bool IsForReader => string.Equals(Email, Reader, StringComparison.OrdinalIgnoreCase);
}

internal sealed class GetInvitationHandler(IInvitations invitations, IMemberships mine, ICurrentPrincipal principal)
    : IHandler<GetInvitation, InvitationOffer>
{
    public async Task<Result<InvitationOffer>> Handle(GetInvitation request, CancellationToken cancellationToken)
    {
        if (await invitations.FindAsync(InvitationToken.Hash(request.Token), cancellationToken) is not { IsOpen: true } found)
            return AccessErrors.InvitationDead;

        var reader = principal.Current.UserId is { } user ? (await mine.OfAsync(user, approvalsIn: null, cancellationToken)).Email : null;
        return new InvitationOffer(found.Tenant.Name, found.Email, found.RoleTitle, found.Inviter, reader);
    }
}

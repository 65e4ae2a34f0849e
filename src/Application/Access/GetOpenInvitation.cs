using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>One of those that <see cref="ListInvitations"/> shows.</summary>
[RequirePermission(Permissions.Members.Read)]
public sealed record GetOpenInvitation(InvitationId Id) : IQuery<InvitationView>;

internal sealed class GetOpenInvitationHandler(IInvitations invitations) : IHandler<GetOpenInvitation, InvitationView>
{
    public async Task<Result<InvitationView>> Handle(GetOpenInvitation request, CancellationToken cancellationToken) =>
        (await invitations.ListOpenAsync(cancellationToken)).FirstOrDefault(invitation => invitation.Id == request.Id.Value) is { } found
            ? found
            : Error.NotFound("invitation");
}

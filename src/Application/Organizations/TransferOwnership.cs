using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Organizations;

/// <summary>Makes another member an owner in the caller's stead, who stays as administrator.</summary>
[RequirePermission(Permissions.Organization.Close)]
[Audited("organization.transfer_ownership", "Handed over the ownership")]
public sealed record TransferOwnership(UserId To) : ICommand<Done>;

internal sealed class TransferOwnershipHandler(IRepository<Membership> memberships, IActingMembers acting) : IHandler<TransferOwnership, Done>
{
    public async Task<Result<Done>> Handle(TransferOwnership request, CancellationToken cancellationToken)
    {
        if (await acting.LockAsync(Permissions.Organization.Close, cancellationToken) is not { IsOwner: true } owner)
            return Error.Forbidden(Permissions.Organization.Close);
        if (request.To == owner.Id)
            return AccessErrors.OwnerAlready;
        if (await memberships.FindAsync(request.To, cancellationToken) is not { } heir
            || await memberships.FindAsync(owner.Id, cancellationToken) is not { } giver)
            return Error.NotFound("member");

        heir.ChangeRole(Role.Owner, owner, hasOtherOwner: true);
        giver.ChangeRole(Role.Admin, owner, hasOtherOwner: true);
        return default(Done);
    }
}

using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Ends a membership: access ends with the next request, and every key that the person made stops working.</summary>
[RequirePermission(Permissions.Members.Manage)]
[Audited("member.remove", "Removed a member")]
public sealed record RemoveMember(UserId Member) : ICommand<Done>;

internal sealed class RemoveMemberHandler(IRepository<Membership> memberships, IActingMembers acting, GrantEnds grants)
    : IHandler<RemoveMember, Done>
{
    public async Task<Result<Done>> Handle(RemoveMember request, CancellationToken cancellationToken)
    {
        if (await acting.LockAsync(Permissions.Members.Manage, cancellationToken) is not { } actor)
            return Error.Forbidden(Permissions.Members.Manage);
        if (await memberships.FindAsync(request.Member, cancellationToken) is not { } member)
            return Error.NotFound("member");

        await grants.EndAsync(new GrantsOfMember(member.UserId), cancellationToken);
        member.End(actor, await memberships.AnyAsync(new OwnersBeside(member.UserId), cancellationToken));
        memberships.Remove(member);
        return default(Done);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Organizations;

/// <summary>Ends one's own membership; the last owner stays.</summary>
[AnyMember(WhateverState = true)]
[Audited("member.leave", "Left the organization")]
public sealed record LeaveOrganization : ICommand<Done>;

internal sealed class LeaveOrganizationHandler(
    IRepository<Membership> memberships, IActingMembers acting, GrantEnds grants, ICurrentPrincipal principal)
    : IHandler<LeaveOrganization, Done>
{
    public async Task<Result<Done>> Handle(LeaveOrganization request, CancellationToken cancellationToken)
    {
        if (principal.Current.Kind != PrincipalKind.User)
            return Error.Forbidden("people");
        if (await acting.LockAsync(null, cancellationToken) is not { } leaver
            || await memberships.FindAsync(leaver.Id, cancellationToken) is not { } membership)
            return Error.NotFound("member");

        await grants.EndAsync(new GrantsOfMember(leaver.Id), cancellationToken);
        membership.End(leaver, await memberships.AnyAsync(new OwnersBeside(leaver.Id), cancellationToken));
        memberships.Remove(membership);
        return default(Done);
    }
}

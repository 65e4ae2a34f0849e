using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Access;

/// <summary>Ends an exception; the role alone decides again, within a second.</summary>
[RequirePermission(Permissions.Roles.Manage)]
[Audited("resource_grant.remove", "Removed an exception from a role")]
public sealed record RemoveGrant(ResourceGrantId Id) : ICommand<Done>;

internal sealed class RemoveGrantHandler(IRepository<ResourceGrant> all, GrantBook book, IActingMembers acting) : IHandler<RemoveGrant, Done>
{
    public async Task<Result<Done>> Handle(RemoveGrant request, CancellationToken cancellationToken)
    {
        if (await acting.LockAsync(Permissions.Roles.Manage, cancellationToken) is not { } actor)
            return Error.Forbidden(Permissions.Roles.Manage);
        if (await all.FindAsync(request.Id, cancellationToken) is not { } grant)
            return Error.NotFound("exception");

        var subject = await book.FindSubjectAsync(grant.UserId, grant.Role, grant.ApiKeyId, cancellationToken);
        grant.End(subject ?? new GrantSubject(grant.UserId, null, grant.ApiKeyId), actor);
        all.Remove(grant);
        return default(Done);
    }
}

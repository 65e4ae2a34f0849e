using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Organizations;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Operators;

/// <summary>Enters an organization for an operator, to change whether it works and nothing else.</summary>
internal sealed class OrganizationDesk(
    IOperatorReads known, IFounding entrance, IRepository<Organization> organizations, IEventLog events, ICurrentPrincipal principal, TimeProvider clock)
{
    public async Task<Result<Done>> ChangeAsync(
        OrganizationId id, Action<Organization, DateTimeOffset> change, Func<Organization, UserId, IDomainEvent> told, CancellationToken ct)
    {
        if (await known.FindAsync(id, ct) is not { } tenant)
            return Error.NotFound("organization");

        await entrance.EnterAsync(tenant, ct);
        if (await organizations.FindAsync(id, ct) is not { } organization)
            return Error.NotFound("organization");

        change(organization, clock.GetUtcNow());
        await events.AppendAsync([told(organization, principal.Current.UserId!.Value)], ct);
        return default(Done);
    }
}

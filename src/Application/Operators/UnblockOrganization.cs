using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Operators;

/// <summary>Lets an organization work again that operators have set aside.</summary>
[OperatorOnly]
[Audited("organization.unblock", "Let the organization work again as an operator")]
public sealed record UnblockOrganization(OrganizationId Id) : ICommand<Done>;

internal sealed class UnblockOrganizationHandler(OrganizationDesk desk) : IHandler<UnblockOrganization, Done>
{
    public Task<Result<Done>> Handle(UnblockOrganization request, CancellationToken cancellationToken) => desk.ChangeAsync(
        request.Id, (organization, now) => organization.Unblock(now), (organization, by) => new OrganizationResumed(organization.Id, by), cancellationToken);
}

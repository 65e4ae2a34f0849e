using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Operators;

/// <summary>Sets an organization aside, by an operator: its pages and API refuse, nothing runs for it, and no owner undoes it.</summary>
[OperatorOnly]
[Audited("organization.block", "Suspended the organization as an operator")]
public sealed record BlockOrganization(OrganizationId Id) : ICommand<Done>;

internal sealed class BlockOrganizationHandler(OrganizationDesk desk) : IHandler<BlockOrganization, Done>
{
    public Task<Result<Done>> Handle(BlockOrganization request, CancellationToken cancellationToken) => desk.ChangeAsync(
        request.Id, (organization, now) => organization.Block(now), (organization, by) => new OrganizationSuspended(organization.Id, by), cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Organizations;

/// <summary>Takes closing back, within 30 days.</summary>
[RequirePermission(Permissions.Organization.Close, WhateverState = true)]
[Audited("organization.reopen", "Opened the organization again")]
public sealed record ReopenOrganization : ICommand<Done>;

internal sealed class ReopenOrganizationHandler(OrganizationStates states) : IHandler<ReopenOrganization, Done>
{
    public Task<Result<Done>> Handle(ReopenOrganization request, CancellationToken cancellationToken) => states.ChangeAsync(
        (organization, now) => organization.Reopen(now), (organization, by) => new OrganizationReopened(organization.Id, by), cancellationToken);
}

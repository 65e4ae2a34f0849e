using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Organizations;

/// <summary>Sets the organization aside: its pages and API refuse, and nothing runs for it, until an owner resumes it.</summary>
[RequirePermission(Permissions.Organization.Close, WhateverState = true)]
[Audited("organization.suspend", "Suspended the organization")]
public sealed record SuspendOrganization : ICommand<Done>;

internal sealed class SuspendOrganizationHandler(OrganizationStates states) : IHandler<SuspendOrganization, Done>
{
    public Task<Result<Done>> Handle(SuspendOrganization request, CancellationToken cancellationToken) => states.ChangeAsync(
        (organization, now) => organization.Suspend(now), (organization, by) => new OrganizationSuspended(organization.Id, by), cancellationToken);
}

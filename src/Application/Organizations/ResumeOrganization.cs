using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Organizations;

/// <summary>Lets a suspended organization work again.</summary>
[RequirePermission(Permissions.Organization.Close, WhateverState = true)]
[Audited("organization.resume", "Resumed the organization")]
public sealed record ResumeOrganization : ICommand<Done>;

internal sealed class ResumeOrganizationHandler(OrganizationStates states) : IHandler<ResumeOrganization, Done>
{
    public Task<Result<Done>> Handle(ResumeOrganization request, CancellationToken cancellationToken) => states.ChangeAsync(
        (organization, now) => organization.Resume(now), (organization, by) => new OrganizationResumed(organization.Id, by), cancellationToken);
}

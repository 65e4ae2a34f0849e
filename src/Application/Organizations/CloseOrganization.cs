using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Organizations;

/// <summary>Closes the organization; within 30 days an owner can open it again.</summary>
/// <param name="Confirmation">The organization's slug, typed by the owner.</param>
[RequirePermission(Permissions.Organization.Close, WhateverState = true)]
[Audited("organization.close", "Closed the organization")]
public sealed record CloseOrganization(string Confirmation) : ICommand<Done>;

internal sealed class CloseOrganizationHandler(OrganizationStates states, IMultiTenantContextAccessor tenant)
    : IHandler<CloseOrganization, Done>
{
    public async Task<Result<Done>> Handle(CloseOrganization request, CancellationToken cancellationToken) =>
        request.Confirmation.Trim() != tenant.Tenant!.Identifier
            ? OrganizationsErrors.NameNotRepeated
            : await states.ChangeAsync(
                (organization, now) => organization.Close(now),
                (organization, by) => new OrganizationClosed(
                    organization.Id, by, organization.StateChangedAt!.Value + Organization.TimeToReopen),
                cancellationToken);
}

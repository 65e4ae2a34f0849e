using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Organizations;

/// <summary>Changes the profile. Under a slug that is given up, members are led to the new one; nobody else can take it.</summary>
[RequirePermission(Permissions.Organization.Manage)]
[Audited("organization.change", "Changed the organization’s profile")]
public sealed record ChangeOrganization(string Name, string Slug, string TimeZone, int FiscalYearStartMonth) : ICommand<Done>;

internal sealed class ChangeOrganizationHandler(
    IRepository<Organization> organizations, IFounding founding, IEventLog events, IMultiTenantContextAccessor tenant,
    ICurrentPrincipal principal) : IHandler<ChangeOrganization, Done>
{
    public async Task<Result<Done>> Handle(ChangeOrganization request, CancellationToken cancellationToken)
    {
        if (await organizations.FindAsync(tenant.OrganizationId, cancellationToken) is not { } organization)
            return Error.NotFound("organization");

        var given = organization.Describe(request.Name, request.Slug, request.TimeZone, request.FiscalYearStartMonth);
        if (given is not null)
        {
            if (await founding.IsTakenAsync(organization.Slug, cancellationToken))
                return OrganizationsErrors.SlugTaken;
            await founding.RetireAsync(given, cancellationToken);
        }

        await events.AppendAsync(
            [new OrganizationChanged(
                organization.Id, organization.Slug, organization.Name, organization.TimeZone,
                organization.FiscalYearStartMonth, principal.Current.UserId!.Value)],
            cancellationToken);
        return default(Done);
    }
}

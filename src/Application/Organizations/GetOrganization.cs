using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Mapster;

namespace Financbase.Application.Organizations;

/// <summary>The profile of the current organization.</summary>
[RequirePermission(Permissions.Organization.Read, WhateverState = true)]
public sealed record GetOrganization : IQuery<OrganizationProfile>;

/// <param name="Id">Its id.</param>
/// <param name="Slug">In its address.</param>
/// <param name="Name">For people.</param>
/// <param name="BaseCurrency">Of its books.</param>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="FiscalYearStartMonth">1 to 12.</param>
/// <param name="State">Whether it works.</param>
/// <param name="StateChangedAt">Since when it is suspended or closed.</param>
/// <param name="CreatedAt">When it was founded.</param>
public sealed record OrganizationProfile(
    Guid Id, string Slug, string Name, string BaseCurrency, string TimeZone, int FiscalYearStartMonth,
    OrganizationState State, DateTimeOffset? StateChangedAt, DateTimeOffset CreatedAt);

internal sealed class GetOrganizationHandler(IReadStore store, IMultiTenantContextAccessor tenant)
    : IHandler<GetOrganization, OrganizationProfile>
{
    public async Task<Result<OrganizationProfile>> Handle(GetOrganization request, CancellationToken cancellationToken)
    {
        var found = await store.FindAsync<Organization, OrganizationProfile>(
            new OrganizationById(tenant.OrganizationId), cancellationToken);
        return found is null ? Error.NotFound("organization") : found;
    }
}

internal sealed class OrganizationById : SingleResultSpecification<Organization>
{
    public OrganizationById(OrganizationId id) => Query.Where(organization => organization.Id == id).AsNoTracking();
}

internal sealed class OrganizationProfileMapping : IRegister
{
    public void Register(TypeAdapterConfig config) => config.NewConfig<Organization, OrganizationProfile>()
        .Map(profile => profile.Id, organization => organization.Id.Value)
        .Map(profile => profile.BaseCurrency, organization => organization.BaseCurrency.Code);
}

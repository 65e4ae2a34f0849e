using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;

namespace Financbase.Application.Organizations;

/// <summary>Founds the organization that the scope already works for: its row must lie behind its own wall.</summary>
[PlatformOnly]
[Audited("organization.provision", "Founded the organization by an operator’s verb")]
public sealed record FoundOrganization : ICommand<OrganizationId>;

internal sealed class FoundOrganizationHandler(
    IRepository<Organization> organizations, IMultiTenantContextAccessor tenancy, TimeProvider clock)
    : IHandler<FoundOrganization, OrganizationId>
{
    public Task<Result<OrganizationId>> Handle(FoundOrganization request, CancellationToken cancellationToken)
    {
        var tenant = tenancy.Tenant!;
        organizations.Add(Organization.Found(tenant.Id, tenant.Identifier, tenant.Name, tenant.BaseCurrency, clock.GetUtcNow()));
        return Task.FromResult<Result<OrganizationId>>(tenant.Id);
    }
}

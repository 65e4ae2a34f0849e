using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Organizations;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Who issues documents: the organization, with what it says of itself.</summary>
internal sealed class IssuerDesk(IReadRepository<Issuer> issuers, IRepository<Organization> organizations, IMultiTenantContextAccessor tenant)
{
    public Task<Issuer?> FindAsync(CancellationToken ct) => issuers.FindAsync(new TheOne(), ct);

    public async Task<IssuedBy> CurrentAsync(CancellationToken ct)
    {
        var organization = await organizations.FindAsync(tenant.OrganizationId, ct);
        var terms = (await FindAsync(ct))?.Terms ?? new IssuerTerms();
        return new IssuedBy(organization!.Name, terms.Address ?? new PostalAddress(), terms.TaxId, terms.Iban, terms.Bic);
    }

    // An organization has one at most.
    private sealed class TheOne : SingleResultSpecification<Issuer>;
}

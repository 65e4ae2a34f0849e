using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Changes what the organization says of itself on its documents. What is finalised already keeps what it says.</summary>
[RequirePermission(Permissions.Organization.Manage)]
[Audited("issuer.describe", "Changed what documents say of the organization")]
public sealed record DescribeIssuer(IssuerTerms Terms) : ICommand<Done>;

internal sealed class DescribeIssuerHandler(IRepository<Issuer> issuers, IssuerDesk desk, IMultiTenantContextAccessor tenant) : IHandler<DescribeIssuer, Done>
{
    public async Task<Result<Done>> Handle(DescribeIssuer command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(cancellationToken) is { } issuer)
            issuer.Describe(command.Terms);
        else
            issuers.Add(Issuer.Of(tenant.OrganizationId, command.Terms));
        return default(Done);
    }
}

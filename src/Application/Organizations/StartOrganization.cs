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

/// <summary>Founds an organization; whoever does it becomes its owner.</summary>
/// <param name="Name">For people.</param>
/// <param name="Slug">In its address.</param>
/// <param name="Currency">Of its books, for good.</param>
[AnyUser]
[Audited("organization.found", "Founded the organization")]
public sealed record StartOrganization(string Name, string Slug, string Currency) : ICommand<TenantInfo>;

internal sealed class StartOrganizationHandler(
    IFounding founding, IMemberships mine, IRepository<Organization> organizations, IRepository<Membership> memberships,
    IEventLog events, ICurrentPrincipal principal, TimeProvider clock) : IHandler<StartOrganization, TenantInfo>
{
    private const int MostMemberships = 50;

    public async Task<Result<TenantInfo>> Handle(StartOrganization request, CancellationToken cancellationToken)
    {
        if (principal.Current is not { Kind: PrincipalKind.User, UserId: { } founder })
            return Error.Unauthenticated();
        if (!Currency.TryParse(request.Currency, out var currency))
            return OrganizationsErrors.CurrencyUnknown;

        var now = clock.GetUtcNow();
        var organization = Organization.Found(EntityId.New<OrganizationId>(), request.Slug, request.Name, currency, now);
        if (await founding.IsTakenAsync(organization.Slug, cancellationToken))
            return OrganizationsErrors.SlugTaken;
        if ((await mine.OfAsync(founder, approvalsIn: null, cancellationToken)).Organizations.Count >= MostMemberships)
            return OrganizationsErrors.TooMany;

        var tenant = new TenantInfo(organization.Id, organization.Slug, organization.Name, currency);
        await founding.EnterAsync(tenant, cancellationToken);
        organizations.Add(organization);
        memberships.Add(Membership.Join(organization.Id, founder, Role.Owner, now));
        await events.AppendAsync([new OrganizationFounded(organization.Id, organization.Slug, organization.Name, founder)], cancellationToken);
        return tenant;
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;

namespace Financbase.Application.Documents;

/// <summary>Adds a tax rate. A name twice is refused.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Parts">One to five taxes; each may be worked out of the amount with those before it.</param>
/// <param name="Category">Why it is what it is; only a standard rate has a percentage.</param>
/// <param name="IsInclusive">Prices contain it.</param>
[RequirePermission(Permissions.TaxRates.Manage)]
[Audited("tax_rate.add", "Added a tax rate")]
public sealed record CreateTaxRate(string Name, IReadOnlyList<TaxPart> Parts, TaxCategory Category = TaxCategory.Standard, bool IsInclusive = false)
    : ICommand<TaxRateView>;

internal sealed class CreateTaxRateHandler(IRepository<TaxRate> rates, IMultiTenantContextAccessor tenant) : IHandler<CreateTaxRate, TaxRateView>
{
    public Task<Result<TaxRateView>> Handle(CreateTaxRate command, CancellationToken cancellationToken)
    {
        var rate = TaxRate.Define(tenant.OrganizationId, command.Name, command.Category, command.IsInclusive, command.Parts);
        rates.Add(rate);
        return Task.FromResult<Result<TaxRateView>>(TaxRateView.Of(rate));
    }
}

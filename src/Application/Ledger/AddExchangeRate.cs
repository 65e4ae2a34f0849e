using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>Says what a currency is worth from a day on. A second rate of the same day is refused.</summary>
/// <param name="Currency">ISO 4217, not the base currency.</param>
/// <param name="Date">From this day on.</param>
/// <param name="Rate">Base units for one unit of it, above zero, with at most ten decimals.</param>
[RequirePermission(Permissions.ExchangeRates.Manage)]
[Audited("exchange_rate.add", "Added an exchange rate")]
public sealed record AddExchangeRate(string Currency, DateOnly Date, decimal Rate) : ICommand<ExchangeRateView>;

internal sealed class AddExchangeRateHandler(IRepository<ExchangeRate> rates, IMultiTenantContextAccessor tenant) : IHandler<AddExchangeRate, ExchangeRateView>
{
    public Task<Result<ExchangeRateView>> Handle(AddExchangeRate command, CancellationToken cancellationToken)
    {
        var rate = ExchangeRate.Of(
            tenant.OrganizationId, tenant.Tenant!.BaseCurrency, Domain.SharedKernel.Currency.Of(command.Currency), command.Date, command.Rate);
        rates.Add(rate);
        return Task.FromResult<Result<ExchangeRateView>>(new ExchangeRateView(rate.Id, rate.Currency.Code, rate.Date, rate.Rate));
    }
}

using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

internal sealed class ExchangeRates(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IExchangeRates
{
    public async Task<decimal> FindAsync(Currency currency, DateOnly on, CancellationToken ct) =>
        currency == tenant.Tenant!.BaseCurrency
            ? 1m
            : await context.Set<ExchangeRate>().Where(rate => rate.Currency == currency && rate.Date <= on)
                .OrderByDescending(rate => rate.Date).Select(rate => (decimal?)rate.Rate).FirstOrDefaultAsync(ct)
                ?? throw new DomainException(LedgerErrors.NoExchangeRate(currency, on));
}

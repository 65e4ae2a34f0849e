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

    public async Task<KnownRates> ReadAsync(IReadOnlyCollection<Currency> currencies, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        List<Row> rows = currencies.Count == 0 ? [] : await context.Database.SqlQuery<Row>($"""
            SELECT r.currency, r.date, r.rate
            FROM unnest({currencies.Select(currency => currency.Code).ToArray()}) AS wanted (code)
            CROSS JOIN LATERAL (SELECT max(date) AS date FROM exchange_rates WHERE organization_id = {organization} AND currency = wanted.code AND date <= {from}) first
            JOIN exchange_rates r ON r.organization_id = {organization} AND r.currency = wanted.code AND r.date BETWEEN COALESCE(first.date, {from}) AND {to}
            ORDER BY r.currency, r.date
            """).ToListAsync(ct);
        return new(rows.ToLookup(row => Currency.Of(row.Currency), row => (row.Date, row.Rate)));
    }

    private sealed record Row(string Currency, DateOnly Date, decimal Rate);
}

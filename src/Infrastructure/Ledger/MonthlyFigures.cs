using Financbase.Application.Ledger;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Ledger;

/// <summary>From the sums by month; only what moved in accounts of money in the current month is read posting by posting, up to today.</summary>
internal sealed class MonthlyFigures(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IMonthlyFigures
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<MonthlyTrend> ReadAsync(DateOnly today, CancellationToken ct)
    {
        var current = new DateOnly(today.Year, today.Month, 1);
        var first = current.AddMonths(1 - MonthlyTrend.Length);
        var before = first.AddMonths(-1);
        var rows = await context.Database.SqlQuery<Row>($"""
            SELECT month, COALESCE(sum(-moved) FILTER (WHERE type = 'revenue'), 0)::bigint AS revenue, COALESCE(sum(moved) FILTER (WHERE type = 'expense'), 0)::bigint AS expenses,
                COALESCE(sum(moved) FILTER (WHERE type = 'asset'), 0)::bigint AS cash
            FROM (
                SELECT a.type, GREATEST(m.month, {before}) AS month, m.debit_minor - m.credit_minor AS moved
                FROM accounts a JOIN account_months m ON m.organization_id = {Organization} AND m.account_id = a.id
                WHERE a.organization_id = {Organization}
                    AND ((a.subtype IN ('cash', 'bank') AND m.month < {current}) OR (a.type IN ('revenue', 'expense') AND m.month BETWEEN {first} AND {current}))
                UNION ALL
                SELECT 'asset', {current}, p.moved
                FROM accounts a CROSS JOIN LATERAL (
                    SELECT sum(amount_minor) AS moved FROM postings
                    WHERE organization_id = {Organization} AND account_id = a.id AND date BETWEEN {current} AND {today}) p
                WHERE a.organization_id = {Organization} AND a.subtype IN ('cash', 'bank')
                UNION ALL
                SELECT 'none', {current}, 0 WHERE EXISTS (SELECT FROM accounts WHERE organization_id = {Organization})) moved
            GROUP BY month
            """).ToListAsync(ct);
        var byMonth = rows.ToDictionary(row => row.Month);
        var currency = tenant.Tenant!.BaseCurrency;
        var cash = byMonth.GetValueOrDefault(before)?.Cash ?? 0;
        var months = new List<MonthFigures>();
        for (var month = first; month <= current; month = month.AddMonths(1))
        {
            var moved = byMonth.GetValueOrDefault(month);
            cash += moved?.Cash ?? 0;
            months.Add(new(month, new Money(moved?.Revenue ?? 0, currency), new Money(moved?.Expenses ?? 0, currency), new Money(cash, currency)));
        }

        return new MonthlyTrend(months, new Money(cash, currency), rows.Count > 0);
    }

    private sealed record Row(DateOnly Month, long Revenue, long Expenses, long Cash);
}

using Financbase.Application.Documents;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Documents;

/// <summary>Reads the index of what is open, never postings.</summary>
internal sealed class DueDocuments(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IDueItems
{
    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<DueItems> ReadReceivablesAsync(DateOnly today, CancellationToken ct) => Of(await context.Database.SqlQuery<WeekRow>($"""
        SELECT week, open_minor, overdue_minor, overdue, true AS has_any
        FROM (
            SELECT GREATEST((due_date - {today}) / 7, 0) AS week, sum(open_base_minor)::bigint AS open_minor,
                COALESCE(sum(open_base_minor) FILTER (WHERE due_date < {today}), 0)::bigint AS overdue_minor, count(*) FILTER (WHERE due_date < {today}) AS overdue
            FROM invoices WHERE organization_id = {Organization} AND open_minor > 0 AND kind = 'invoice' GROUP BY 1) due
        UNION ALL
        SELECT -1, 0, 0, 0, EXISTS (SELECT FROM invoices WHERE organization_id = {Organization})
        """).ToListAsync(ct));

    public async Task<DueItems> ReadPayablesAsync(DateOnly today, CancellationToken ct) => Of(await context.Database.SqlQuery<WeekRow>($"""
        SELECT week, open_minor, overdue_minor, overdue, true AS has_any
        FROM (
            SELECT GREATEST((due_date - {today}) / 7, 0) AS week, sum(open_base_minor)::bigint AS open_minor,
                COALESCE(sum(open_base_minor) FILTER (WHERE due_date < {today}), 0)::bigint AS overdue_minor, count(*) FILTER (WHERE due_date < {today}) AS overdue
            FROM bills WHERE organization_id = {Organization} AND open_minor > 0 GROUP BY 1) due
        UNION ALL
        SELECT -1, 0, 0, 0, EXISTS (SELECT FROM bills WHERE organization_id = {Organization})
        """).ToListAsync(ct));

    private DueItems Of(List<WeekRow> rows)
    {
        var currency = tenant.Tenant!.BaseCurrency;
        return new(
            new Money(rows.Sum(row => row.OpenMinor), currency), new Money(rows.Sum(row => row.OverdueMinor), currency), rows.Sum(row => row.Overdue),
            [.. rows.Where(row => row.Week is >= 0 and < CashForecast.Weeks).OrderBy(row => row.Week).Select(row => new DueInWeek(row.Week, row.OpenMinor))],
            rows.Any(row => row.HasAny));
    }

    private sealed record WeekRow(int Week, long OpenMinor, long OverdueMinor, long Overdue, bool HasAny);
}

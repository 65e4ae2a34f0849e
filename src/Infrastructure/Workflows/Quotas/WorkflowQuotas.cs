using Financbase.Application.Tenancy;
using Financbase.Application.Workflows.Quotas;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Quotas;

internal sealed class WorkflowQuotas(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, QuotaOptions options) : IWorkflowQuotas
{
    public async Task<QuotasInUse> ReadAsync(CancellationToken ct)
    {
        var counts = await QuotaCounts.ReadAsync(tenant.OrganizationId, options, isForPeople: true, (NpgsqlConnection)context.Database.GetDbConnection(), ct);
        return new QuotasInUse(
            new QuotaInUse(counts.PerDay > 0 ? counts.PerDay : null, counts.Today), new QuotaInUse(counts.MostUnfinished > 0 ? counts.MostUnfinished : null, counts.Unfinished));
    }

    public Task SetAsync(QuotaChange executionsPerDay, QuotaChange unfinished, CancellationToken ct) => context.Database.ExecuteSqlAsync($"""
        INSERT INTO workflow_quotas AS q (organization_id, executions_per_day, unfinished)
        VALUES ({tenant.OrganizationId.Value}, {executionsPerDay.Value}, {unfinished.Value})
        ON CONFLICT (organization_id) DO UPDATE SET
            executions_per_day = CASE WHEN {executionsPerDay.IsChange} THEN excluded.executions_per_day ELSE q.executions_per_day END,
            unfinished = CASE WHEN {unfinished.IsChange} THEN excluded.unfinished ELSE q.unfinished END
        """, ct);
}

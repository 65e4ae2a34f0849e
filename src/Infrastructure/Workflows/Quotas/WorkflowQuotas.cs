using Financbase.Application.Tenancy;
using Financbase.Application.Workflows.Quotas;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Quotas;

internal sealed class WorkflowQuotas(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IWorkflowQuotas
{
    public Task SetAsync(long? executionsPerDay, long? unfinished, CancellationToken ct) => context.Database.ExecuteSqlAsync($"""
        INSERT INTO workflow_quotas (organization_id, executions_per_day, unfinished) VALUES ({tenant.OrganizationId.Value}, {executionsPerDay}, {unfinished})
        ON CONFLICT (organization_id) DO UPDATE SET executions_per_day = excluded.executions_per_day, unfinished = excluded.unfinished
        """, ct);
}

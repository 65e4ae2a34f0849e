using Financbase.Application.Organizations;
using Financbase.Application.Tenancy;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Organizations;

internal sealed class OverviewReport(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IOverviewReport
{
    public Task<Overview> ReadAsync(CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        return context.Database.SqlQuery<Overview>($"""
            SELECT
                (SELECT count(*) FROM bank_accounts WHERE organization_id = {organization}) AS bank_accounts,
                lines.total AS lines, lines.to_review,
                (SELECT count(*) FROM workflows WHERE organization_id = {organization} AND status = 'published') AS published_workflows,
                runs.succeeded, runs.failed, runs.unfinished
            FROM
                (SELECT count(*) AS total, count(*) FILTER (WHERE status = 'unreviewed') AS to_review
                 FROM bank_transactions WHERE organization_id = {organization}) AS lines,
                (SELECT count(*) FILTER (WHERE status = 'succeeded' AND created_at > app_now() - interval '24 hours') AS succeeded,
                        count(*) FILTER (WHERE status IN ('failed', 'parked') AND created_at > app_now() - interval '24 hours') AS failed,
                        count(*) FILTER (WHERE status IN ('queued', 'running', 'waiting')) AS unfinished
                 FROM workflow_executions WHERE organization_id = {organization}) AS runs
            """).SingleAsync(ct);
    }
}

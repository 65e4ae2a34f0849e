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
                (SELECT count(*) FROM workflow_executions WHERE organization_id = {organization}
                    AND status = 'succeeded' AND id >= first_uuid_at(app_now() - interval '25 hours') AND created_at > app_now() - interval '24 hours') AS succeeded,
                (SELECT count(*) FROM workflow_executions WHERE organization_id = {organization}
                    AND status IN ('failed', 'parked') AND id >= first_uuid_at(app_now() - interval '25 hours') AND created_at > app_now() - interval '24 hours') AS failed,
                (SELECT count(*) FROM workflow_executions WHERE organization_id = {organization}
                    AND status IN ('queued', 'running', 'waiting')) AS unfinished
            FROM
                (SELECT COALESCE(sum(lines), 0)::bigint AS total, COALESCE(sum(unreviewed), 0)::bigint AS to_review
                 FROM bank_account_totals WHERE organization_id = {organization}) AS lines
            """).SingleAsync(ct);
    }
}

using Financbase.Application.Organizations;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Organizations;

internal sealed class OverviewReport(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IOverviewReport
{
    public async Task<Overview> ReadAsync(Reach accounts, Reach workflows, ExecutionReach executions, CancellationToken ct)
    {
        var organization = tenant.OrganizationId.Value;
        var (runs, events) = (executions.Workflows, executions.Events);

        return (await context.Database.SqlQuery<Overview>($"""
            WITH seen AS NOT MATERIALIZED (
                SELECT e.id, e.status, e.created_at FROM workflow_executions e
                WHERE e.organization_id = {organization}
                    AND (e.workflow_id = ANY ({runs.Ids.ToArray()})) <> {runs.IsOpen}
                    AND ({events.IsEverything} OR e.event_id IS NULL OR event_is_within(e.organization_id, e.event_id,
                        {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}, {events.Hidden})))
            SELECT
                (SELECT count(*) FROM bank_accounts WHERE organization_id = {organization}
                    AND (id = ANY ({accounts.Ids.ToArray()})) <> {accounts.IsOpen}) AS bank_accounts,
                lines.total AS lines, lines.to_review,
                (SELECT count(*) FROM workflows WHERE organization_id = {organization} AND status = 'published'
                    AND (id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}) AS published_workflows,
                (SELECT count(*) FROM seen WHERE status = 'succeeded'
                    AND id >= first_uuid_at(app_now() - interval '25 hours') AND created_at > app_now() - interval '24 hours') AS succeeded,
                (SELECT count(*) FROM seen WHERE status IN ('failed', 'parked')
                    AND id >= first_uuid_at(app_now() - interval '25 hours') AND created_at > app_now() - interval '24 hours') AS failed,
                (SELECT count(*) FROM seen WHERE status IN ('queued', 'running', 'waiting')) AS unfinished
            FROM
                (SELECT COALESCE(sum(lines), 0)::bigint AS total, COALESCE(sum(unreviewed), 0)::bigint AS to_review
                 FROM bank_account_totals WHERE organization_id = {organization}
                    AND (bank_account_id = ANY ({accounts.Ids.ToArray()})) <> {accounts.IsOpen}) AS lines
            """).ToListAsync(ct))[0];
    }
}

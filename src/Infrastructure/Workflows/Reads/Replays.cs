using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Replays;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Reads;

internal sealed class Replays(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IReplays
{
    // Between two batches, whoever asked for it may have lost their rights.
    private const int Batch = 50;

    public async Task<ReplayCount> CountAsync(WorkflowId workflow, ReplayFilter filter, ExecutionReach reach, CancellationToken ct)
    {
        var before = await context.Database.SqlQuery<DateTimeOffset>($"SELECT app_now() AS \"Value\"").SingleAsync(ct);
        return new ReplayCount(await Matching(workflow, filter, before, reach).Take(Limits.Replays + 1).CountAsync(ct), before);
    }

    public async Task<IReadOnlyList<WorkflowExecutionId>> NextAsync(
        WorkflowId workflow, ReplayOrder order, ExecutionReach reach, WorkflowExecutionId? after, CancellationToken ct)
    {
        var last = after?.Value ?? Guid.Empty;
        var ids = await Matching(workflow, order.Filter, order.Before, reach).Where(id => id > last).OrderBy(id => id).Take(Batch).ToListAsync(ct);
        return [.. ids.Select(id => new WorkflowExecutionId(id))];
    }

    // What the replay itself makes came later, so that the answer is the same before, during and after it.
    private IQueryable<Guid> Matching(WorkflowId workflow, ReplayFilter filter, DateTimeOffset before, ExecutionReach reach)
    {
        var (organization, status) = (tenant.OrganizationId.Value, filter.Status.ToString().ToLowerInvariant());
        var (from, to) = (filter.From?.ToUniversalTime(), filter.To?.ToUniversalTime());
        var (workflows, events) = (reach.Workflows, reach.Events);
        return context.Database.SqlQuery<Guid>($"""
            SELECT e.id AS "Value" FROM workflow_executions e
            WHERE e.organization_id = {organization} AND e.workflow_id = {workflow.Value} AND e.status = {status} AND e.finished_at <= {before}
                AND ({from}::timestamptz IS NULL OR e.created_at >= {from})
                AND ({to}::timestamptz IS NULL OR e.created_at < {to})
                AND ({filter.Version}::int IS NULL OR e.version = {filter.Version})
                AND ({filter.FailedStep}::text IS NULL OR e.failed_step = {filter.FailedStep})
                AND NOT EXISTS (SELECT FROM workflow_executions r
                    WHERE r.organization_id = e.organization_id AND r.retry_of = e.id AND r.created_at <= {before})
                AND (e.workflow_id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}
                AND ({events.IsEverything} OR e.event_id IS NULL OR event_is_within(e.organization_id, e.event_id,
                    {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}, {events.Hidden}))
            """);
    }
}

using Financbase.Application.Paging;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>Reads the engine's history and its turns, never its queue.</summary>
internal sealed class ExecutionReads(FinancbaseDbContext context, IMultiTenantContextAccessor tenant) : IExecutionReads
{
    private const int LongestValue = 64 * 1024;

    // Steps of iterations; a loop has up to 10,000 of each.
    private const int MostPlaces = 50;

    private static readonly Keyset<ExecutionSummaryRow, Guid> Executions =
        new Keyset<ExecutionSummaryRow, Guid>(ListExecutions.Sorts, row => row.Id).ById("createdAt");

    private static readonly Keyset<LogRow, long> Lines = new Keyset<LogRow, long>(GetExecutionLogs.Sorts, row => row.Position).ById("at");

    private Guid Organization => tenant.OrganizationId.Value;

    public async Task<Page<ExecutionSummary>?> ListAsync(
        ExecutionReach reach, ExecutionFilter filter, PageRequest page, CancellationToken ct)
    {
        Executions.Check(page);
        var of = filter.Workflow?.Value;
        var (workflows, events) = (reach.Workflows, reach.Events);
        var wanted = filter.Status?.ToString().ToLowerInvariant();
        if (filter.Workflow is { } id && !await context.Set<Workflow>().AnyAsync(row => row.Id == id, ct))
            return null;
        var found = context.Database.SqlQuery<ExecutionSummaryRow>($"""
            SELECT e.id, e.workflow_id, w.name AS workflow_name, e.version, e.status, e.source, e.error ->> 'message' AS error,
                e.failed_step, e.parked_reason, e.created_at, e.started_at, e.finished_at
            FROM workflow_executions e
            JOIN workflows w ON w.organization_id = e.organization_id AND w.id = e.workflow_id
            WHERE e.organization_id = {Organization}
                AND ({of}::uuid IS NULL OR e.workflow_id = {of})
                AND (e.workflow_id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}
                AND ({events.IsEverything} OR e.event_id IS NULL OR event_is_within(e.organization_id, e.event_id,
                    {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}, {events.Hidden}))
                AND ({wanted}::text IS NULL OR e.status = {wanted})
                AND (NOT {filter.Stuck} OR e.status = 'parked' OR (e.status = 'failed' AND NOT EXISTS (SELECT FROM workflow_executions r
                    WHERE r.organization_id = e.organization_id AND r.retry_of = e.id AND r.status <> 'cancelled')))
            """);
        if (!string.IsNullOrEmpty(filter.About))
        {
            var tied = await RelatedExecutions.TiedToAsync(context, Organization, filter.About, ct);
            found = found.Where(row => tied.Contains(row.Id));
        }

        var read = (await Executions.ReadAsync(found, page, ct)).Select(row => row.ToSummary());
        var turns = await AwaitedTurns.ReadAsync(context, Organization, read.Items.Select(one => (one.Id, one.Status)), reach, ct);
        return read.Select(one => one with { Turn = turns.GetValueOrDefault(one.Id) });
    }

    public async Task<bool> ExistsAsync(WorkflowExecutionId id, ExecutionReach reach, CancellationToken ct)
    {
        var (workflows, events) = (reach.Workflows, reach.Events);
        return await context.Database.SqlQuery<int>($"""
            SELECT 1 AS "Value" FROM workflow_executions e
            WHERE e.organization_id = {Organization} AND e.id = {id.Value}
                AND (e.workflow_id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}
                AND ({events.IsEverything} OR e.event_id IS NULL OR event_is_within(e.organization_id, e.event_id,
                    {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}, {events.Hidden}))
            """).AnyAsync(ct);
    }

    public async Task<ExecutionDetail?> FindAsync(WorkflowExecutionId id, ExecutionReach reach, CancellationToken ct) =>
        reach.IsEverything || await ExistsAsync(id, reach, ct) ? await FindAsync(id, reach, null, null, LongestValue, ct) : null;

    public async Task<ExecutionStep?> FindStepAsync(WorkflowExecutionId id, ExecutionReach reach, string key, string? path, CancellationToken ct) =>
        (reach.IsEverything || await ExistsAsync(id, reach, ct)) && (await FindAsync(id, reach, key, path, int.MaxValue, ct))?.Steps is [var step, ..]
            ? step
            : null;

    public async Task<ExecutionNews?> NewsAsync(WorkflowExecutionId id, ExecutionReach reach, long after, int most, CancellationToken ct) =>
        reach.IsEverything || await ExistsAsync(id, reach, ct)
            ? await NewsRows.ReadAsync(tenant.OrganizationId, id, after, most, (NpgsqlConnection)context.Database.GetDbConnection(), ct)
            : null;

    /// <param name="id">Which execution.</param>
    /// <param name="reach">Of whoever looks.</param>
    /// <param name="only">The key of one step; null for all.</param>
    /// <param name="path">One iteration; null for all.</param>
    /// <param name="longest">Bytes of a step's input or output that is not cut.</param>
    /// <param name="ct">Ends it.</param>
    private async Task<ExecutionDetail?> FindAsync(
        WorkflowExecutionId id, ExecutionReach reach, string? only, string? path, int longest, CancellationToken ct)
    {
        var found = await context.Database.SqlQuery<ExecutionRow>($"""
            SELECT e.id, e.workflow_id, w.name AS workflow_name, e.version, e.status, e.source, e.event_id,
                e.input::text AS input, e.output::text AS output, e.error::text AS error, e.state::text AS state,
                e.failed_step, e.parked_reason, e.created_at, e.started_at, e.finished_at, e.retry_of, e.parent_id, e.correlation
            FROM workflow_executions e
            JOIN workflows w ON w.organization_id = e.organization_id AND w.id = e.workflow_id
            WHERE e.organization_id = {Organization} AND e.id = {id.Value}
            """).ToListAsync(ct);
        if (found is not [var execution])
            return null;
        var steps = await context.Set<WorkflowStep>()
            .Where(step => step.WorkflowId == new WorkflowId(execution.WorkflowId) && step.Version == execution.Version)
            .Where(step => only == null || step.Key == only)
            .OrderBy(step => step.Position)
            .Select(step => new VersionStep(step.Key, step.Type, step.Name))
            .ToListAsync(ct);
        var history = await context.Database.SqlQuery<StepRow>($"""
            WITH places AS (
                SELECT path, step FROM (
                    SELECT DISTINCT ON (path, step) path, step, status, position FROM workflow_step_executions
                    WHERE organization_id = {Organization} AND execution_id = {id.Value} AND path <> ''
                        AND ({only}::text IS NULL OR step = {only}) AND ({path}::text IS NULL OR path = {path})
                    ORDER BY path, step, position DESC) last
                ORDER BY status IN ('failed', 'parked', 'running', 'waiting') DESC, position LIMIT {MostPlaces})
            SELECT step, path, attempt, status,
                CASE WHEN octet_length(input::text) > {longest}
                    THEN json_build_object('$cut', json_build_object('bytes', octet_length(input::text)))::text
                    ELSE input::text END AS input,
                CASE WHEN octet_length(output::text) > {longest}
                    THEN json_build_object('$cut', json_build_object('bytes', octet_length(output::text)))::text
                    ELSE output::text END AS output,
                error::text AS error, duration_ms::float8 AS duration_ms, at
            FROM workflow_step_executions
            WHERE organization_id = {Organization} AND execution_id = {id.Value} AND ({only}::text IS NULL OR step = {only})
                AND ((path = '' AND {path}::text IS NULL) OR (path, step) IN (SELECT path, step FROM places))
            ORDER BY position
            """).ToListAsync(ct);
        var detail = execution.ToDetail(steps, [.. history.Select(row => row.ToHistory())]);
        return only is not null ? detail : detail with
        {
            Turn = (await AwaitedTurns.ReadAsync(context, Organization, [(detail.Id, detail.Status)], reach, ct)).GetValueOrDefault(detail.Id),
            Relations = await RelatedExecutions.ReadAsync(context, Organization, execution, reach, ct),
            Loops = history.Exists(row => row.Path.Length > 0) ? await RelatedExecutions.LoopsAsync(context, Organization, id.Value, ct) : [],
        };
    }

    public async Task<Page<ExecutionLogLine>?> LogsAsync(WorkflowExecutionId id, ExecutionReach reach, PageRequest page, CancellationToken ct)
    {
        Lines.Check(page);
        if (!await ExistsAsync(id, reach, ct))
            return null;
        var found = context.Database.SqlQuery<LogRow>($"""
            SELECT id, position, at, level, step, message FROM workflow_logs
            WHERE organization_id = {Organization} AND execution_id = {id.Value}
            """);
        return (await Lines.ReadAsync(found, page, ct)).Select(row => row.ToLine());
    }
}

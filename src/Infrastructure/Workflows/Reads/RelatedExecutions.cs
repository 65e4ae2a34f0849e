using Financbase.Application.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>Reads what an execution is tied to, and sums up its loops.</summary>
internal static class RelatedExecutions
{
    public static async Task<ExecutionRelations> ReadAsync(
        FinancbaseDbContext context, Guid organization, ExecutionRow of, ExecutionReach reach, CancellationToken ct)
    {
        var (workflows, events) = (reach.Workflows, reach.Events);
        var rows = await context.Database.SqlQuery<Row>($"""
            WITH related AS (
                SELECT {of.RetryOf}::uuid AS id, 'original' AS kind WHERE {of.RetryOf}::uuid IS NOT NULL
                UNION ALL SELECT {of.ParentId}::uuid, 'parent' WHERE {of.ParentId}::uuid IS NOT NULL
                UNION ALL (SELECT id, 'repetition' FROM workflow_executions WHERE organization_id = {organization} AND retry_of = {of.Id}
                    ORDER BY id DESC LIMIT {ExecutionRelations.Most})
                UNION ALL (SELECT id, 'child' FROM workflow_executions WHERE organization_id = {organization} AND parent_id = {of.Id}
                    ORDER BY status IN ('failed', 'parked') DESC, id LIMIT {ExecutionRelations.Most}))
            SELECT r.kind, e.id, w.name AS workflow_name, e.status, e.parent_address AS step, e.created_at
            FROM related r
            JOIN workflow_executions e ON e.organization_id = {organization} AND e.id = r.id
            JOIN workflows w ON w.organization_id = e.organization_id AND w.id = e.workflow_id
            WHERE (e.workflow_id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}
                AND ({events.IsEverything} OR e.event_id IS NULL OR event_is_within(e.organization_id, e.event_id,
                    {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}))
            ORDER BY e.id
            """).ToListAsync(ct);
        return rows.Count == 0 ? ExecutionRelations.None : new ExecutionRelations(
            Of("original").SingleOrDefault(), [.. Of("repetition")], Of("parent").SingleOrDefault(), [.. Of("child")]);

        IEnumerable<RelatedExecution> Of(string kind) => rows.Where(row => row.Kind == kind)
            .Select(row => new RelatedExecution(row.Id, row.WorkflowName, Word.Of<ExecutionStatus>(row.Status), row.Step, row.CreatedAt));
    }

    public static Task<List<LoopSummary>> LoopsAsync(FinancbaseDbContext context, Guid organization, Guid execution, CancellationToken ct) =>
        context.Database.SqlQuery<LoopSummary>($"""
            SELECT regexp_replace(path, '\[[0-9]+\]$', '') AS loop, count(DISTINCT path)::int AS begun,
                (count(DISTINCT path) FILTER (WHERE status = 'failed'))::int AS failed
            FROM (
                SELECT DISTINCT ON (path, step) path, status FROM workflow_step_executions
                WHERE organization_id = {organization} AND execution_id = {execution} AND path <> ''
                ORDER BY path, step, position DESC) last
            GROUP BY 1 ORDER BY 1
            """).ToListAsync(ct);

    private sealed record Row(string Kind, Guid Id, string WorkflowName, string Status, string? Step, DateTimeOffset CreatedAt);
}

using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>Reads what an execution is tied to, and sums up its loops.</summary>
internal static class RelatedExecutions
{
    private const int MostTied = 1_000;

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
                    {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}, {events.Hidden}))
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

    /// <summary>
    /// What a word leads to, the newest first: an id of an execution or an event, a correlation, a dedupe key as the caller
    /// knows it. Every part is a look-up by an index; repetitions come along, which the original's keys lead to.
    /// </summary>
    public static async Task<Guid[]> TiedToAsync(FinancbaseDbContext context, Guid organization, string word, CancellationToken ct)
    {
        Guid? id = Guid.TryParse(word, out var guid) ? guid : null;
        string[] places = [.. Enumerable.Range(0, Limits.Triggers).Select(number => $"{number}")];
        string[] keys = [word, .. places.Select(number => $"hook:{number}:{word}"), .. id is null ? [] : places.Select(number => $"event:{id}:{number}")];
        var found = await context.Database.SqlQuery<Guid>($"""
            WITH RECURSIVE tied AS (
                SELECT id FROM (
                    (SELECT id FROM workflow_executions WHERE organization_id = {organization} AND correlation = {word} ORDER BY id DESC LIMIT {MostTied})
                    UNION SELECT execution_id FROM workflow_dedupe
                        WHERE organization_id = {organization} AND workflow_id IN (SELECT id FROM workflows WHERE organization_id = {organization}) AND key = ANY ({keys})
                    UNION SELECT id FROM workflow_executions WHERE organization_id = {organization} AND id = {id}
                    UNION (SELECT id FROM workflow_executions WHERE organization_id = {organization} AND parent_id = {id} ORDER BY id DESC LIMIT {MostTied})) direct
                UNION
                SELECT r.id FROM tied JOIN workflow_executions r ON r.organization_id = {organization} AND r.retry_of = tied.id)
            SELECT id AS "Value" FROM tied
            """).ToListAsync(ct);
        return [.. found.OrderDescending().Take(MostTied)];
    }

    private sealed record Row(string Kind, Guid Id, string WorkflowName, string Status, string? Step, DateTimeOffset CreatedAt);
}

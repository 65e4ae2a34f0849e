using Financbase.Application.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>Reads for which turns executions wait: those of a page at once, each queue walked once.</summary>
internal static class AwaitedTurns
{
    // How the key of a workflow that has none is kept.
    private const string NoKey = "null";

    /// <summary>By execution; those that do not wait for a turn are not in it.</summary>
    /// <param name="context">In the organization's scope.</param>
    /// <param name="organization">Whose.</param>
    /// <param name="executions">Those that are asked about, with their status.</param>
    /// <param name="reach">Of the reader: who holds a place is told only of those.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<IReadOnlyDictionary<Guid, ExecutionTurn>> ReadAsync(
        FinancbaseDbContext context, Guid organization, IEnumerable<(Guid Id, ExecutionStatus Status)> executions, ExecutionReach reach, CancellationToken ct)
    {
        Guid[] queued = [.. executions.Where(one => one.Status == ExecutionStatus.Queued).Select(one => one.Id)];
        if (queued.Length == 0)
            return new Dictionary<Guid, ExecutionTurn>();
        var (workflows, events) = (reach.Workflows, reach.Events);
        var rows = await context.Database.SqlQuery<Row>($"""
            WITH queue AS (
                SELECT DISTINCT workflow_id, key FROM workflow_turns
                WHERE organization_id = {organization} AND execution_id = ANY ({queued}) AND NOT running),
            line AS (
                SELECT t.workflow_id, t.key, t.execution_id, row_number() OVER (PARTITION BY t.workflow_id, t.key ORDER BY t.position) - 1 AS before
                FROM queue JOIN workflow_turns t ON t.organization_id = {organization} AND t.workflow_id = queue.workflow_id AND t.key = queue.key
                WHERE NOT t.running AND NOT t.leaving),
            held AS (
                SELECT queue.workflow_id, queue.key, (
                    SELECT t.execution_id FROM workflow_turns t
                    JOIN workflow_executions e ON e.organization_id = t.organization_id AND e.id = t.execution_id
                    WHERE t.organization_id = {organization} AND t.workflow_id = queue.workflow_id AND t.key = queue.key AND t.running
                        AND (e.workflow_id = ANY ({workflows.Ids.ToArray()})) <> {workflows.IsOpen}
                        AND ({events.IsEverything} OR e.event_id IS NULL OR event_is_within(e.organization_id, e.event_id,
                            {events.Accounts.Ids.ToArray()}, {events.Accounts.IsOpen}, {events.Workflows.Ids.ToArray()}, {events.Workflows.IsOpen}, {events.Hidden}))
                    ORDER BY t.position LIMIT 1) AS by
                FROM queue)
            SELECT line.execution_id, line.key, line.before, held.by AS held_by
            FROM line JOIN held USING (workflow_id, key)
            WHERE line.execution_id = ANY ({queued})
            """).ToListAsync(ct);
        return rows.ToDictionary(row => row.ExecutionId, row => new ExecutionTurn(row.Key == NoKey ? null : row.Key, row.Before, row.HeldBy));
    }

    private sealed record Row(Guid ExecutionId, string Key, long Before, Guid? HeldBy);
}

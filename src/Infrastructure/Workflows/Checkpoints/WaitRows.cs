using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Running;
using Npgsql;
using NpgsqlTypes;
using static Financbase.Infrastructure.Workflows.Checkpoints.CheckpointRows;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>The statements about what executions wait for, see <see cref="CheckpointRows"/>.</summary>
internal static class WaitRows
{
    private const string EventsSql = """
        INSERT INTO workflow_waits (organization_id, execution_id, address, event, filter)
        SELECT * FROM unnest($1, $2, $3, $4, $5)
        ON CONFLICT (organization_id, execution_id, address) DO UPDATE SET event = excluded.event, filter = excluded.filter
        """;

    private const string ApprovalsSql = """
        INSERT INTO approvals (
            organization_id, execution_id, id, address, workflow_id, approver, title, details, form, escalate_to, escalate_at, expires_at, submitters)
        SELECT organization_id, execution_id, id, address, workflow_id, approver, title, details, form, escalate_to,
            app_now() + escalate_after, app_now() + expires_after,
            CASE WHEN four_eyes THEN (SELECT e.submitters FROM workflow_executions e WHERE e.organization_id = n.organization_id AND e.id = n.execution_id) ELSE '{}'::uuid[] END
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) AS n (
            organization_id, execution_id, id, address, workflow_id, approver, title, details, form, escalate_to, escalate_after, expires_after, four_eyes)
        """;

    private const string CloseSql = """
        WITH closed AS (SELECT * FROM unnest($1, $2, $3) AS n (organization_id, execution_id, address)),
        timers AS (
            DELETE FROM workflow_timers t USING closed c
            WHERE t.organization_id = c.organization_id AND t.execution_id = c.execution_id AND t.address = c.address),
        waits AS (
            DELETE FROM workflow_waits w USING closed c
            WHERE w.organization_id = c.organization_id AND w.execution_id = c.execution_id AND w.address = c.address)
        UPDATE approvals a SET status = CASE WHEN a.expires_at <= app_now() THEN 'expired' ELSE 'cancelled' END, decided_at = app_now()
        FROM closed c
        WHERE a.organization_id = c.organization_id AND a.execution_id = c.execution_id AND a.address = c.address AND a.status = 'pending'
        """;

    private const string SpentSql = """
        WITH spent AS (
            DELETE FROM workflow_signals s USING unnest($1, $2, $3) AS spent (organization_id, execution_id, id)
            WHERE s.organization_id = spent.organization_id AND s.execution_id = spent.execution_id AND s.id = spent.id
            RETURNING s.organization_id, s.execution_id, s.people),
        joined AS (
            SELECT organization_id, execution_id, array_agg(DISTINCT person) AS people
            FROM spent CROSS JOIN LATERAL unnest(people) AS person
            GROUP BY organization_id, execution_id)
        UPDATE workflow_executions e
        SET submitters = ARRAY(SELECT unnest(e.submitters) UNION SELECT unnest(j.people))
        FROM joined j
        WHERE e.organization_id = j.organization_id AND e.id = j.execution_id AND NOT e.submitters @> j.people
        """;

    /// <summary>What ended executions ($1 organizations, $2 ids) leave behind: their waits go, and who started them is told, unless it has ended.</summary>
    public const string EndedSql = """
        WITH ended AS (
            SELECT e.organization_id, e.id, e.parent_id, e.parent_address, e.status, e.output, e.error, e.submitters
            FROM unnest($1, $2) AS n (organization_id, id)
            JOIN workflow_executions e ON e.organization_id = n.organization_id AND e.id = n.id),
        timers AS (DELETE FROM workflow_timers t USING ended e WHERE t.organization_id = e.organization_id AND t.execution_id = e.id),
        waits AS (DELETE FROM workflow_waits w USING ended e WHERE w.organization_id = e.organization_id AND w.execution_id = e.id),
        signals AS (DELETE FROM workflow_signals s USING ended e WHERE s.organization_id = e.organization_id AND s.execution_id = e.id),
        asked AS (
            UPDATE approvals a SET status = 'cancelled', decided_at = app_now()
            FROM ended e WHERE a.organization_id = e.organization_id AND a.execution_id = e.id AND a.status = 'pending'),
        told AS (
            INSERT INTO workflow_signals (organization_id, execution_id, address, answer, people)
            SELECT e.organization_id, e.parent_id, e.parent_address,
                json_build_object('executionId', e.id, 'status', e.status, 'output', e.output, 'error', e.error), e.submitters
            FROM ended e
            JOIN workflow_executions p ON p.organization_id = e.organization_id AND p.id = e.parent_id AND p.finished_at IS NULL
            RETURNING organization_id, execution_id)
        INSERT INTO workflow_ready (organization_id, execution_id)
        SELECT DISTINCT organization_id, execution_id FROM told ORDER BY execution_id
        ON CONFLICT (organization_id, execution_id) DO UPDATE SET woken = true
        """;

    public static void Write(IReadOnlyList<Checkpoint> all, NpgsqlBatch batch)
    {
        AddRows(batch, SpentSql, Flatten(all, c => c.SpentSignals), rows => [Column(NpgsqlDbType.Bigint, rows, r => r.Row)]);
        AddRows(batch, CloseSql, Flatten(all, c => c.ClosedWaits), rows => [Column(NpgsqlDbType.Text, rows, r => r.Row)]);
        AddRows(batch, EventsSql, Flatten(all, c => c.NewWaits), rows =>
        [
            Column(NpgsqlDbType.Text, rows, r => r.Row.Address),
            Column(NpgsqlDbType.Text, rows, r => r.Row.Event.Name),
            Column(NpgsqlDbType.Json, rows, r => Text(r.Row.Event.Filter)),
        ]);
        AddRows(batch, ApprovalsSql, Flatten(all, c => c.NewApprovals), Approvals);
        ChildRows.Write(all, batch);
        List<Checkpoint> ended = [.. all.Where(c => c.Status.IsFinal())];
        AddRows(batch, EndedSql, [.. ended.Select(c => (c, c))], _ => []);
        List<(Checkpoint Of, Checkpoint)> turns = [.. ended.Where(c => c.TakesTurns).Select(c => (c, c))];
        Lock(all, turns, batch);
        AddRows(batch, TurnRows.PassOnSql, turns, _ => []);
    }

    /// <summary>Of the turns that end, and of those that children ask for, see <see cref="ChildTurns"/>.</summary>
    private static void Lock(IReadOnlyList<Checkpoint> all, List<(Checkpoint Of, Checkpoint)> turns, NpgsqlBatch batch)
    {
        TurnKey[] keys = [.. ChildTurns.Asking(all).Select(one => one.Key)];
        if (turns.Count > 0 || keys.Length > 0)
        {
            Add(batch, TurnRows.LockSql, TurnRows.Locks(keys.Select(key => key.Organization), keys, [.. turns.Select(one => (one.Of.Lease.OrganizationId, one.Of.Lease.ExecutionId))]));
        }
    }

    private static NpgsqlParameter[] Approvals(IReadOnlyList<(Checkpoint Of, NewApproval Row)> rows) =>
    [
        Column(NpgsqlDbType.Uuid, rows, r => r.Row.Id),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Address),
        Column(NpgsqlDbType.Uuid, rows, r => r.Row.Workflow.Value),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Request.Approver),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Request.Title),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Request.Details),
        Column(NpgsqlDbType.Json, rows, r => JsonSerializer.Serialize(r.Row.Request.Form, WireJson.Options)),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Request.EscalateTo),
        Column(NpgsqlDbType.Interval, rows, r => r.Row.Request.EscalateAfter),
        Column(NpgsqlDbType.Interval, rows, r => r.Row.Request.Expires),
        Column(NpgsqlDbType.Boolean, rows, r => r.Row.Request.FourEyes),
    ];
}

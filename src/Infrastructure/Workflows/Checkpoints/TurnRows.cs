using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>
/// Executions of a workflow that takes turns: a row of <c>workflow_turns</c> for each that runs or waits for its turn. One that
/// is <c>leaving</c> is to be cancelled for a newer one: it keeps its place until that is done (<see cref="Engine.Departures"/>),
/// and then the one that waits longest gets it, its heir. Whoever changes a key's rows holds that key's lock until the end of the
/// transaction, and whoever lets a child wait that of its organization. Rows of <c>workflow_ready</c> are locked before.
/// </summary>
internal static class TurnRows
{
    /// <summary>See <see cref="Locks"/>: in one order for all.</summary>
    public const string LockSql = """
        SELECT pg_advisory_xact_lock(lock) FROM (
            SELECT 0 AS rank, hashtextextended('turns of children ' || o.organization_id, 0) AS lock
            FROM unnest($1) AS o (organization_id)
            UNION
            SELECT 1, hashtextextended(k.organization_id::text || k.workflow_id || k.key, 0)
            FROM unnest($2, $3, $4) AS k (organization_id, workflow_id, key)
            UNION
            SELECT 1, hashtextextended(t.organization_id::text || t.workflow_id || t.key, 0)
            FROM unnest($5, $6) AS n (organization_id, id)
            JOIN workflow_turns t ON t.organization_id = n.organization_id AND t.execution_id = n.id
            ORDER BY 1, 2) locks
        """;

    /// <summary>
    /// Those that have a place of a key (a row <c>asked</c> of organization_id, workflow_id, key), and behind them the heirs of those
    /// that are leaving.
    /// </summary>
    public const string MembersSql = """
        (SELECT t.execution_id, t.running, t.leaving, t.ancestors, t.position FROM workflow_turns t
         WHERE t.organization_id = asked.organization_id AND t.workflow_id = asked.workflow_id AND t.key = asked.key AND t.running)
        UNION ALL
        (SELECT t.execution_id, t.running, t.leaving, t.ancestors, t.position FROM workflow_turns t
         WHERE t.organization_id = asked.organization_id AND t.workflow_id = asked.workflow_id AND t.key = asked.key AND NOT t.running AND NOT t.leaving
         ORDER BY t.position
         LIMIT (SELECT count(*) FROM workflow_turns l
            WHERE l.organization_id = asked.organization_id AND l.workflow_id = asked.workflow_id AND l.key = asked.key AND l.running AND l.leaving))
        """;

    /// <summary>Under the locks of their keys: these ($1 organizations, $2 ids) are to be cancelled.</summary>
    public const string LeaveSql = """
        UPDATE workflow_turns t SET leaving = true FROM unnest($1, $2) AS n (organization_id, id)
        WHERE t.organization_id = n.organization_id AND t.execution_id = n.id
        """;

    /// <summary>These executions ($1 organizations, $2 ids) have ended: for each that ran, the one that waits longest begins.</summary>
    public const string PassOnSql = """
        WITH gone AS (
            DELETE FROM workflow_turns t USING unnest($1, $2) AS n (organization_id, id)
            WHERE t.organization_id = n.organization_id AND t.execution_id = n.id
            RETURNING t.*),
        freed AS (
            SELECT organization_id, workflow_id, key, count(*) AS places FROM gone WHERE running GROUP BY organization_id, workflow_id, key),
        next AS (
            SELECT waiting.* FROM freed CROSS JOIN LATERAL (
                SELECT t.organization_id, t.execution_id FROM workflow_turns t
                WHERE t.organization_id = freed.organization_id AND t.workflow_id = freed.workflow_id AND t.key = freed.key
                    AND NOT t.running AND NOT t.leaving AND NOT EXISTS (SELECT FROM gone WHERE gone.execution_id = t.execution_id)
                ORDER BY t.position LIMIT freed.places) waiting),
        begun AS (
            UPDATE workflow_turns t SET running = true FROM next
            WHERE t.organization_id = next.organization_id AND t.execution_id = next.execution_id)
        INSERT INTO workflow_ready (organization_id, execution_id) SELECT organization_id, execution_id FROM next
        ON CONFLICT (organization_id, execution_id) DO NOTHING
        """;

    /// <param name="organizations">Whose children may begin to wait.</param>
    /// <param name="keys">By themselves.</param>
    /// <param name="of">Executions whose keys are meant.</param>
    public static NpgsqlParameter[] Locks(
        IEnumerable<OrganizationId> organizations, IReadOnlyCollection<TurnKey> keys, IReadOnlyCollection<(OrganizationId Organization, WorkflowExecutionId Id)> of) =>
    [
        Array(organizations.Select(organization => organization.Value)),
        .. Keys(keys),
        .. Ids(of),
    ];

    /// <summary>Organizations and executions.</summary>
    public static NpgsqlParameter[] Ids(IReadOnlyCollection<(OrganizationId Organization, WorkflowExecutionId Id)> of) =>
        [Array(of.Select(one => one.Organization.Value)), Array(of.Select(one => one.Id.Value))];

    /// <summary>Organizations, workflows and keys.</summary>
    public static NpgsqlParameter[] Keys(IReadOnlyCollection<TurnKey> keys) =>
        [Array(keys.Select(key => key.Organization.Value)), Array(keys.Select(key => key.Workflow.Value)), Array(keys.Select(key => key.Key))];

    private static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> values) => new() { TypedValue = [.. values] };
}

/// <summary>What executions take turns by.</summary>
internal readonly record struct TurnKey(OrganizationId Organization, WorkflowId Workflow, string Key);

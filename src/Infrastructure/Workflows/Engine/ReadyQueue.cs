using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Takes work from <c>workflow_ready</c> and gives it back.</summary>
internal sealed class ReadyQueue(DataSources dataSources)
{
    // Organizations are lanes, visited in turn, one execution each, round after round; the next claim goes on after the
    // lane that was served last. So among lanes with work none gets more than one ahead of another, whatever the size of
    // a claim, and starting an execution contends for no counter. The walk is a loose scan: two index probes for each
    // organization with free work. A lane with nothing due, without room or of a suspended organization is
    // stepped over and does not count.
    // id = ANY(ARRAY(…)) and the lateral look-ups keep the planner, which cannot know how few rows are claimed, from
    // joining whole tables; planned in a quiet hour, when the queue is empty, it would read all of it in the next burst.
    private const string ClaimSql = """
        WITH claimed AS (
            UPDATE workflow_ready
            SET worker_id = $1, fence = nextval('workflow_fences'), claimed_at = app_now(), attempts = attempts + 1, woken = false
            WHERE execution_id = ANY (ARRAY(
                WITH RECURSIVE walk AS (
                    SELECT $2 AS organization_id, false AS wrapped, 0 AS room, 0 AS number
                    UNION ALL
                    SELECT next.organization_id, next.wrapped, next.room, walk.number + (next.room > 0)::int
                    FROM walk CROSS JOIN LATERAL (
                        SELECT found.organization_id, found.wrapped,
                            CASE WHEN found.due_at <= app_now() AND NOT EXISTS (
                                    SELECT FROM organizations o WHERE o.id = found.organization_id AND o.state <> 'active')
                                THEN $4 - COALESCE(($6)[array_position($5, found.organization_id)], 0) ELSE 0 END AS room
                        FROM (
                            (SELECT organization_id, due_at, walk.wrapped FROM workflow_ready
                             WHERE worker_id IS NULL AND organization_id > walk.organization_id
                                AND organization_id <= CASE WHEN walk.wrapped THEN $2 ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END
                             ORDER BY organization_id, due_at LIMIT 1)
                            UNION ALL
                            (SELECT organization_id, due_at, true FROM workflow_ready
                             WHERE NOT walk.wrapped AND worker_id IS NULL AND organization_id <= $2
                             ORDER BY organization_id, due_at LIMIT 1)
                            LIMIT 1) found) next
                    WHERE walk.number < $3),
                lanes AS (SELECT organization_id, room, number FROM walk WHERE room > 0)
                SELECT pick.execution_id
                FROM lanes CROSS JOIN LATERAL (
                    SELECT execution_id, row_number() OVER () AS round
                    FROM (
                        SELECT execution_id FROM workflow_ready
                        WHERE worker_id IS NULL AND organization_id = lanes.organization_id AND due_at <= app_now()
                        ORDER BY due_at
                        LIMIT LEAST(lanes.room, (SELECT ($3 + count(*) - 1) / count(*) FROM lanes))
                        FOR UPDATE SKIP LOCKED) free) pick
                ORDER BY pick.round, lanes.number
                LIMIT $3))
            RETURNING organization_id, execution_id, fence, attempts)
        SELECT c.organization_id, c.execution_id, c.fence, c.attempts,
            e.workflow_id, e.version, e.input, e.event, e.state, e.event_id, e.depth, COALESCE(e.key_root, e.id), e.submitters, e.level
        FROM claimed c CROSS JOIN LATERAL (
            SELECT * FROM workflow_executions
            WHERE organization_id = c.organization_id AND id = c.execution_id LIMIT 1) e
        ORDER BY c.organization_id <= $2, c.organization_id
        """;

    private const string GiveBackSql = """
        UPDATE workflow_ready
        SET worker_id = NULL, fence = NULL, due_at = app_now() + LEAST(interval '1 minute', interval '1 second' * power(2, attempts - 1))
        WHERE organization_id = $1 AND execution_id = $2 AND fence = $3
        """;

    // Somebody may have told it something just while it ended.
    private const string DropSql = """
        WITH gone AS (
            DELETE FROM workflow_ready WHERE organization_id = $1 AND execution_id = $2 AND fence = $3
            RETURNING organization_id, execution_id),
        timers AS (DELETE FROM workflow_timers t USING gone g WHERE t.organization_id = g.organization_id AND t.execution_id = g.execution_id)
        DELETE FROM workflow_signals s USING gone g WHERE s.organization_id = g.organization_id AND s.execution_id = g.execution_id
        """;

    private Guid _after = Guid.Empty;

    /// <summary>Claims what there is room for, and loads it.</summary>
    public async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(Guid worker, ClaimRoom room, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(CheckpointRows.ByKeySql), new(ClaimSql) } };
        var command = batch.BatchCommands[1];
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = worker });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = room.Most });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = room.PerOrganization });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. room.Held.Keys.Select(id => id.Value)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. room.Held.Values] });
        var rows = await ReadAsync(batch, ct);
        _after = LastServed(rows)?.Value ?? _after;
        return await ExecutionLoader.LoadAsync(rows, connection, ct);
    }

    // Rows come in the order of the visit: the last lane among those that were served in the last round.
    private static OrganizationId? LastServed(IReadOnlyList<ClaimedRow> rows) => rows
        .GroupBy(row => row.Lease.OrganizationId)
        .Reverse()
        .MaxBy(lane => lane.Count())?.Key;

    /// <summary>The same execution, with what has happened since to it.</summary>
    public async Task<ClaimedExecution> HearAsync(ClaimedExecution claimed, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        return await ExecutionLoader.HearAsync(claimed, connection, ct);
    }

    /// <summary>Lets others try again, later each time. Does nothing when the lease is lost.</summary>
    public Task GiveBackAsync(Lease lease, CancellationToken ct) => ExecuteAsync(GiveBackSql, lease, ct);

    /// <summary>There was nothing to do for it any more.</summary>
    public Task DropAsync(Lease lease, CancellationToken ct) => ExecuteAsync(DropSql, lease, ct);

    private async Task ExecuteAsync(string sql, Lease lease, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = lease.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = lease.ExecutionId.Value });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = lease.Fence });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<IReadOnlyList<ClaimedRow>> ReadAsync(NpgsqlBatch batch, CancellationToken ct)
    {
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.NextResultAsync(ct);
        var rows = new List<ClaimedRow>();
        while (await row.ReadAsync(ct))
        {
            rows.Add(ClaimedRow.Read(row));
        }

        return rows;
    }
}

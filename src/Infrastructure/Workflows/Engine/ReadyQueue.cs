using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Takes work from <c>workflow_ready</c> and gives it back.</summary>
internal sealed class ReadyQueue(DataSources dataSources)
{
    // Organizations with free work are visited in turn (a loose scan: one index probe for each) and share the batch, so
    // a backlog of one holds up no other and starting an execution contends for no counter. id = ANY(ARRAY(…)) and the
    // lateral look-up keep the planner, which cannot know how few rows are claimed, from joining whole tables.
    private const string ClaimSql = """
        WITH claimed AS (
            UPDATE workflow_ready
            SET worker_id = $1, fence = nextval('workflow_fences'), claimed_at = app_now(), attempts = attempts + 1, woken = false
            WHERE execution_id = ANY (ARRAY(
                WITH RECURSIVE lanes AS (
                    (SELECT organization_id, 1 AS number FROM workflow_ready
                     WHERE worker_id IS NULL AND organization_id > $2 ORDER BY organization_id LIMIT 1)
                    UNION ALL
                    SELECT next.organization_id, lanes.number + 1
                    FROM lanes CROSS JOIN LATERAL (
                        SELECT organization_id FROM workflow_ready
                        WHERE worker_id IS NULL AND organization_id > lanes.organization_id
                        ORDER BY organization_id LIMIT 1) next
                    WHERE lanes.number < 64)
                SELECT pick.execution_id
                FROM lanes CROSS JOIN LATERAL (
                    SELECT execution_id FROM workflow_ready
                    WHERE worker_id IS NULL AND organization_id = lanes.organization_id AND due_at <= app_now()
                    ORDER BY due_at
                    LIMIT (SELECT 1 + $3 / count(*) FROM lanes)
                    FOR UPDATE SKIP LOCKED) pick
                WHERE lanes.organization_id <> ALL ($4)
                LIMIT $3))
            RETURNING organization_id, execution_id, fence, attempts)
        SELECT c.organization_id, c.execution_id, c.fence, c.attempts,
            e.workflow_id, e.version, e.input, e.event, e.state, e.event_id, e.depth
        FROM claimed c CROSS JOIN LATERAL (
            SELECT * FROM workflow_executions
            WHERE organization_id = c.organization_id AND id = c.execution_id LIMIT 1) e
        ORDER BY c.organization_id
        """;

    private const string GiveBackSql = """
        UPDATE workflow_ready
        SET worker_id = NULL, fence = NULL, due_at = app_now() + LEAST(interval '1 minute', interval '1 second' * power(2, attempts - 1))
        WHERE organization_id = $1 AND execution_id = $2 AND fence = $3
        """;

    private const string DropSql =
        "DELETE FROM workflow_ready WHERE organization_id = $1 AND execution_id = $2 AND fence = $3";

    // With so many lanes in one claim there may be more that it did not reach; the next one goes on after the last.
    private const int ManyLanes = 32;

    private Guid _after = Guid.Empty;

    /// <summary>Claims at most so many executions, none of the organizations named, and loads them.</summary>
    public async Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(
        Guid worker, int most, IReadOnlyList<OrganizationId> except, CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(ClaimSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = worker });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = _after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. except.Select(id => id.Value)] });
        var rows = await ReadAsync(command, ct);
        var lanes = rows.Select(row => row.Lease.OrganizationId).Distinct().ToList();
        _after = lanes.Count < ManyLanes ? Guid.Empty : lanes[^1].Value;
        return await ExecutionLoader.LoadAsync(rows, connection, ct);
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

    private static async Task<IReadOnlyList<ClaimedRow>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var row = await command.ExecuteReaderAsync(ct);
        var rows = new List<ClaimedRow>();
        while (await row.ReadAsync(ct))
        {
            rows.Add(ClaimedRow.Read(row));
        }

        return rows;
    }
}

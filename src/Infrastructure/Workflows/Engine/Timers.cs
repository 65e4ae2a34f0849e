using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// Waits are rows of <c>workflow_timers</c>; a due one makes its execution ready. One at whose execution somebody else is,
/// a checkpoint or a person who cancels it, fires the next time, so that nobody is waited for.
/// </summary>
internal sealed class Timers(DataSources dataSources)
{
    private const int MostAtOnce = 1_000;

    // The execution may be ready or running already, e.g. for another branch: then its row is marked.
    private const string FireSql = """
        WITH next AS MATERIALIZED (
            SELECT ctid AS place, organization_id, execution_id FROM workflow_timers WHERE NOT fired AND due_at <= app_now()
            ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED),
        there AS MATERIALIZED (
            SELECT r.execution_id FROM workflow_ready r WHERE r.execution_id = ANY (ARRAY(SELECT execution_id FROM next))),
        free AS MATERIALIZED (
            SELECT r.execution_id FROM workflow_ready r WHERE r.execution_id = ANY (ARRAY(SELECT execution_id FROM next))
            FOR UPDATE SKIP LOCKED),
        due AS (
            UPDATE workflow_timers SET fired = true
            WHERE ctid = ANY (ARRAY(
                SELECT place FROM next
                WHERE execution_id NOT IN (SELECT execution_id FROM there) OR execution_id IN (SELECT execution_id FROM free)))
            RETURNING organization_id, execution_id),
        woken AS (
            INSERT INTO workflow_ready (organization_id, execution_id)
            SELECT DISTINCT organization_id, execution_id FROM due ORDER BY execution_id
            ON CONFLICT (organization_id, execution_id) DO UPDATE SET woken = true)
        SELECT (SELECT count(*) FROM due), (
            SELECT extract(epoch FROM min(due_at) - app_now())::float8 FROM workflow_timers WHERE NOT fired AND due_at > app_now())
        """;

    /// <summary>Fires what is due and tells how much that was and how long the next one has.</summary>
    public async Task<(long Fired, TimeSpan? Next)> FireAsync(CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(FireSql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostAtOnce });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetInt64(0), row.IsDBNull(1) ? null : TimeSpan.FromSeconds(row.GetDouble(1)));
    }
}

using Financbase.Infrastructure.Workflows.Statistics;
using Npgsql;
using NpgsqlTypes;
using static Financbase.Infrastructure.Workflows.Checkpoints.CheckpointRows;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>Executions that steps start.</summary>
internal static class ChildRows
{
    // What does not begin is answered at once.
    private const string Sql = $"""
        WITH asked AS (
            SELECT n.*, e.level + 1 AS level, e.event_id, e.depth, e.submitters, e.correlation
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) WITH ORDINALITY AS n (
                organization_id, execution_id, id, address, workflow_id, version, input, key_root, refusal, is_ready, turn, holds, ancestors, place)
            JOIN workflow_executions e ON e.organization_id = n.organization_id AND e.id = n.execution_id),
        booked AS (
            INSERT INTO workflow_executions (
                organization_id, id, workflow_id, version, source, event_id, depth, input, parent_id, parent_address, level, submitters, key_root, correlation)
            SELECT organization_id, id, workflow_id, version, 'workflow', event_id, depth, input, execution_id, address, level, submitters, key_root, correlation
            FROM asked WHERE refusal IS NULL
            RETURNING organization_id, workflow_id, id),
        waits AS (
            INSERT INTO workflow_waits (organization_id, execution_id, address, child)
            SELECT organization_id, execution_id, address, id FROM asked WHERE refusal IS NULL),
        begun AS ({TallyRows.Started}),
        turns AS (
            INSERT INTO workflow_turns (organization_id, workflow_id, key, execution_id, running, ancestors)
            SELECT organization_id, workflow_id, turn, id, holds, ancestors::uuid[] FROM asked WHERE refusal IS NULL AND turn IS NOT NULL
            ORDER BY place),
        ready AS (
            INSERT INTO workflow_ready (organization_id, execution_id)
            SELECT organization_id, id FROM asked WHERE refusal IS NULL AND is_ready),
        refused AS (
            INSERT INTO workflow_signals (organization_id, execution_id, address, answer)
            SELECT organization_id, execution_id, address, refusal FROM asked WHERE refusal IS NOT NULL
            RETURNING organization_id, execution_id)
        INSERT INTO workflow_ready (organization_id, execution_id)
        SELECT DISTINCT organization_id, execution_id FROM refused ORDER BY execution_id
        ON CONFLICT (organization_id, execution_id) DO UPDATE SET woken = true
        """;

    /// <summary>Those about whose turns nothing has to be decided.</summary>
    public static void Write(IReadOnlyList<Checkpoint> all, NpgsqlBatch batch) =>
        AddRows(batch, Sql, [.. Flatten(all, c => c.NewChildren).Where(one => !one.Row.AsksForTurn)], Columns);

    /// <summary>Those about whose turns it was decided.</summary>
    public static async Task BookAsync(IReadOnlyList<(Checkpoint Of, NewChild Row)> rows, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddRange(Keys([.. rows.Select(row => row.Of)]));
        command.Parameters.AddRange(Columns(rows));
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter[] Columns(IReadOnlyList<(Checkpoint Of, NewChild Row)> rows) =>
    [
        Column(NpgsqlDbType.Uuid, rows, r => r.Row.Id),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Address),
        Column(NpgsqlDbType.Uuid, rows, r => r.Row.Workflow.Value),
        Column(NpgsqlDbType.Integer, rows, r => r.Row.Version),
        Column(NpgsqlDbType.Json, rows, r => Text(r.Row.Input)),
        Column(NpgsqlDbType.Uuid, rows, r => r.Row.KeyRoot.Value),
        Column(NpgsqlDbType.Json, rows, r => r.Row.Refusal),
        Column(NpgsqlDbType.Boolean, rows, r => r.Row.Place is ChildPlace.Free or ChildPlace.Holds),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Place is ChildPlace.Holds or ChildPlace.Waits ? r.Row.Turn!.Key : null),
        Column(NpgsqlDbType.Boolean, rows, r => r.Row.Place == ChildPlace.Holds),
        Column(NpgsqlDbType.Text, rows, r => $"{{{string.Join(',', r.Row.Ancestors)}}}"),
    ];
}

using System.Text.Json;
using Financbase.Infrastructure.Workflows.Statistics;
using Npgsql;
using NpgsqlTypes;
using static Financbase.Infrastructure.Workflows.Checkpoints.CheckpointRows;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>Executions that are booked with their end.</summary>
internal static class BirthRows
{
    // One whose dedupe key is taken is left out.
    private const string Sql = $"""
        WITH asked AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                AS n (organization_id, id, status, state, output, error, failed_step, parked_reason, workflow_id, version, source, input, event, key, correlation)),
        admitted AS (
            INSERT INTO workflow_dedupe (organization_id, workflow_id, key, execution_id)
            SELECT organization_id, workflow_id, key, id FROM asked WHERE key IS NOT NULL
            ON CONFLICT DO NOTHING
            RETURNING execution_id),
        booked AS (
            INSERT INTO workflow_executions (
                organization_id, id, workflow_id, version, source, input, event, status, state, output, error, failed_step, correlation, started_at, finished_at)
            SELECT organization_id, id, workflow_id, version, source, input, event, status, state, output, error, failed_step, correlation, app_now(), app_now()
            FROM asked WHERE key IS NULL OR id IN (SELECT execution_id FROM admitted)
            RETURNING organization_id, workflow_id, id, status),
        moved AS (SELECT organization_id, workflow_id, status, false AS parks, interval '0' AS took FROM booked),
        begun AS ({TallyRows.Started}),
        ended AS ({TallyRows.Moved})
        SELECT id FROM booked
        """;

    public static async Task<HashSet<Guid>> BookAsync(IReadOnlyList<Checkpoint> births, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddRange((NpgsqlParameter[])
        [
            .. Keys(births),
            .. Executions(births),
            Column(NpgsqlDbType.Uuid, births, c => c.Birth!.WorkflowId.Value),
            Column(NpgsqlDbType.Integer, births, c => c.Birth!.Version),
            Column(NpgsqlDbType.Text, births, c => JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Birth!.Source.ToString())),
            Column(NpgsqlDbType.Json, births, c => c.Birth!.Trigger.Data.GetRawText()),
            Column(NpgsqlDbType.Json, births, c => Text(c.Birth!.Trigger.Event)),
            Column(NpgsqlDbType.Text, births, c => c.Birth!.DedupeKey),
            Column(NpgsqlDbType.Text, births, c => c.Birth!.Correlation),
        ]);
        await using var row = await command.ExecuteReaderAsync();
        var booked = new HashSet<Guid>();
        while (await row.ReadAsync())
        {
            booked.Add(row.GetGuid(0));
        }

        return booked;
    }
}

using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Brings claimed executions back into memory: state, recorded results and fired timers.</summary>
internal static class ExecutionLoader
{
    private const string ResultsSql = """
        SELECT s.execution_id, s.path, s.step, s.output, s.error
        FROM unnest($1, $2) AS asked (organization_id, execution_id)
        CROSS JOIN LATERAL (
            SELECT * FROM workflow_step_executions s
            WHERE s.organization_id = asked.organization_id AND s.execution_id = asked.execution_id
              AND s.status IN ('succeeded', 'failed')
            ORDER BY s.position) s
        """;

    private const string TimersSql = """
        SELECT t.execution_id, t.address
        FROM unnest($1, $2) AS asked (organization_id, execution_id)
        CROSS JOIN LATERAL (
            SELECT * FROM workflow_timers t
            WHERE t.organization_id = asked.organization_id AND t.execution_id = asked.execution_id AND t.fired
            ORDER BY t.due_at) t
        """;

    public static async Task<IReadOnlyList<ClaimedExecution>> LoadAsync(
        IReadOnlyList<ClaimedRow> rows, NpgsqlConnection connection, CancellationToken ct)
    {
        ClaimedRow[] begun = [.. rows.Where(row => row.State is not null)];
        if (begun.Length == 0)
        {
            return [.. rows.Select(row => Restore(row, [], []))];
        }

        await using var batch = new NpgsqlBatch(connection);
        Add(batch, ResultsSql, begun);
        Add(batch, TimersSql, begun);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var results = await ResultsAsync(reader, ct);
        await reader.NextResultAsync(ct);
        var timers = await TimersAsync(reader, ct);
        return [.. rows.Select(row => Restore(row, results[row.Lease.ExecutionId.Value], timers[row.Lease.ExecutionId.Value]))];
    }

    private static void Add(NpgsqlBatch batch, string sql, ClaimedRow[] rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(row => row.Lease.OrganizationId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(row => row.Lease.ExecutionId.Value)] });
        batch.BatchCommands.Add(command);
    }

    private static async Task<ILookup<Guid, (string Address, RecordedResult Result)>> ResultsAsync(
        NpgsqlDataReader row, CancellationToken ct)
    {
        var results = new List<(Guid Execution, string Address, RecordedResult Result)>();
        while (await row.ReadAsync(ct))
        {
            results.Add((
                row.GetGuid(0),
                new Token(row.GetString(2), row.GetString(1)).Address,
                new RecordedResult(Json(row, 3), Json(row, 4))));
        }

        return results.ToLookup(result => result.Execution, result => (result.Address, result.Result));
    }

    private static async Task<ILookup<Guid, string>> TimersAsync(NpgsqlDataReader row, CancellationToken ct)
    {
        var timers = new List<(Guid Execution, string Address)>();
        while (await row.ReadAsync(ct))
        {
            timers.Add((row.GetGuid(0), row.GetString(1)));
        }

        return timers.ToLookup(timer => timer.Execution, timer => timer.Address);
    }

    // Several attempts of a step may have failed; the last one counts.
    private static ClaimedExecution Restore(
        ClaimedRow row, IEnumerable<(string Address, RecordedResult Result)> results, IEnumerable<string> timers)
    {
        var latest = new Dictionary<string, RecordedResult>(StringComparer.Ordinal);
        foreach (var (address, result) in results)
        {
            latest[address] = result;
        }

        var state = row.State is { } json ? ExecutionState.Restore(json, latest) : ExecutionState.New;
        return new ClaimedExecution(row.Lease, row.WorkflowId, row.Version, row.Trigger, row.Cause, state, [.. timers]);
    }

    private static JsonElement Json(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? default : JsonElement.Parse(row.GetFieldValue<byte[]>(column));
}

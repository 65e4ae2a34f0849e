using Financbase.Domain.Workflows.Running;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>Brings claimed executions back into memory: state and fired timers. Results follow when the plan is known.</summary>
internal static class ExecutionLoader
{
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
        var timers = begun.Length == 0 ? null : await TimersAsync(begun, connection, ct);
        return [.. rows.Select(row => Restore(row, timers?[row.Lease.ExecutionId.Value] ?? []))];
    }

    private static async Task<ILookup<Guid, string>> TimersAsync(ClaimedRow[] rows, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(TimersSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(row => row.Lease.OrganizationId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. rows.Select(row => row.Lease.ExecutionId.Value)] });
        await using var row = await command.ExecuteReaderAsync(ct);
        var timers = new List<(Guid Execution, string Address)>();
        while (await row.ReadAsync(ct))
        {
            timers.Add((row.GetGuid(0), row.GetString(1)));
        }

        return timers.ToLookup(timer => timer.Execution, timer => timer.Address);
    }

    private static ClaimedExecution Restore(ClaimedRow row, IEnumerable<string> timers) => new(
        row.Lease,
        row.WorkflowId,
        row.Version,
        row.Trigger,
        row.Cause,
        row.State is { } json ? ExecutionState.Restore(json, []) : ExecutionState.New,
        [.. timers]);
}

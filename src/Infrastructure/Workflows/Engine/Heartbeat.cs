using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// Tells that this process lives, compares the leases that it believes to hold with those it has, and gives back what
/// dead processes held.
/// </summary>
internal sealed partial class Heartbeat(
    DataSources dataSources, LeaseBook leases, WorkerPulse pulse, EngineOptions options, WakeUps wakeUps, ILogger<Heartbeat> logger)
{
    private const string BeatSql = """
        INSERT INTO workers (id, name) VALUES ($1, $2)
        ON CONFLICT (id) DO UPDATE SET seen_at = app_now()
        """;

    private const string HeldSql = "SELECT fence FROM workflow_ready WHERE worker_id = $1";

    // Claimed by us, but unknown here: its checkpoint failed, or the claim's answer was lost on the way.
    private const string ForgottenSql = """
        UPDATE workflow_ready SET worker_id = NULL, fence = NULL
        WHERE execution_id = ANY (ARRAY(
            SELECT r.execution_id FROM workflow_ready r
            WHERE r.worker_id = $1 AND r.fence <> ALL ($2) AND r.claimed_at < app_now() - $3
            FOR UPDATE OF r SKIP LOCKED))
        """;

    private const string BurySql = "DELETE FROM workers WHERE seen_at < app_now() - $1";

    private const string SweepSql = """
        UPDATE workflow_ready SET worker_id = NULL, fence = NULL
        WHERE execution_id = ANY (ARRAY(
            SELECT r.execution_id FROM workflow_ready r
            WHERE r.worker_id IS NOT NULL AND NOT EXISTS (SELECT FROM workers w WHERE w.id = r.worker_id)
            FOR UPDATE OF r SKIP LOCKED))
        """;

    private const string LeaveSql = """
        WITH handed_back AS (
            UPDATE workflow_ready SET worker_id = NULL, fence = NULL, attempts = GREATEST(attempts - 1, 0) WHERE worker_id = $1)
        DELETE FROM workers WHERE id = $1
        """;

    public async Task BeatAsync(CancellationToken ct)
    {
        var believed = leases.Fences;
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, BeatSql, ct, Of(leases.Worker), Of(Environment.MachineName + "/" + Environment.ProcessId));
        pulse.Beat();
        var held = await HeldAsync(connection, ct);
        leases.Lose(believed.Where(fence => !held.Contains(fence)));
        var freed = await ExecuteAsync(connection, ForgottenSql, ct, Of(leases.Worker), Of(leases.Fences.ToArray()), Of(options.StaleAfter));
        await ExecuteAsync(connection, BurySql, ct, Of(options.StaleAfter));
        freed += await ExecuteAsync(connection, SweepSql, ct);
        if (freed > 0)
        {
            Recovered(freed);
            StepSignals.GivenBack(freed);
            wakeUps.Signal(WorkflowChannels.Ready);
        }
    }

    /// <summary>Hands everything back at once, instead of letting others wait until this process counts as dead.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        await using var connection = await dataSources.System.OpenConnectionAsync(ct);
        await ExecuteAsync(connection, LeaveSql, ct, Of(leases.Worker));
    }

    private async Task<HashSet<long>> HeldAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(HeldSql, connection);
        command.Parameters.Add(Of(leases.Worker));
        await using var row = await command.ExecuteReaderAsync(ct);
        var held = new HashSet<long>();
        while (await row.ReadAsync(ct))
        {
            held.Add(row.GetInt64(0));
        }

        return held;
    }

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    [LoggerMessage(LogLevel.Warning, "{Count} executions of lost processes are ready again")]
    private partial void Recovered(int count);
}

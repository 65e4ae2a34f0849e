using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Workflows.Statistics;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Workflows.Checkpoints;

/// <summary>The statements of a batch of checkpoints. Each takes its rows as arrays, one per column.</summary>
internal static class CheckpointRows
{
    // A batch touches few rows of large tables, each by its key. The planner, which has no statistics of the arrays and
    // none that keep up with the queue, would rather read a whole table and hash it. It lasts as long as the transaction.
    internal const string ByKeySql = """
        SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
            set_config('enable_mergejoin', 'off', true)
        """;

    private const string LockSql = """
        SELECT r.fence, r.woken
        FROM unnest($1, $2, $3) AS asked (organization_id, execution_id, fence)
        JOIN workflow_ready r USING (organization_id, execution_id, fence)
        ORDER BY r.execution_id
        FOR UPDATE OF r
        """;

    private const string LockFreeSql = LockSql + " SKIP LOCKED";

    // Those that are locked by others stand there all the same, as they were last committed.
    private const string HeldSql = """
        SELECT r.fence, r.woken
        FROM unnest($1, $2, $3) AS asked (organization_id, execution_id, fence)
        JOIN workflow_ready r USING (organization_id, execution_id, fence)
        """;

    // Whoever cancels an execution takes its lease away; that is no lease which was lost to somebody.
    private const string LostSql = """
        SELECT count(*)
        FROM unnest($1, $2) AS asked (organization_id, id)
        JOIN workflow_executions e ON e.organization_id = asked.organization_id AND e.id = asked.id
        WHERE e.status <> 'cancelled'
        """;

    private const string ExecutionsSql = $"""
        WITH moved AS (
            UPDATE workflow_executions e
            SET status = n.status,
                state = COALESCE(n.state, e.state),
                output = n.output,
                error = n.error,
                failed_step = n.failed_step,
                parked_reason = n.parked_reason,
                started_at = COALESCE(e.started_at, app_now()),
                finished_at = CASE WHEN n.status IN ('succeeded', 'failed', 'cancelled') THEN app_now() END
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                AS n (organization_id, id, status, state, output, error, failed_step, parked_reason, parks)
            WHERE e.organization_id = n.organization_id AND e.id = n.id
            RETURNING e.organization_id, e.workflow_id, e.status, n.parks, e.finished_at - e.started_at AS took)
        {TallyRows.Moved}
        """;

    private const string StepsSql = """
        INSERT INTO workflow_step_executions
            (organization_id, execution_id, step, path, attempt, type, effect, status, idempotency_key, input, output, error, duration_ms)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    private const string SpentTimersSql = """
        DELETE FROM workflow_timers t
        USING unnest($1, $2, $3) AS spent (organization_id, execution_id, address)
        WHERE t.organization_id = spent.organization_id AND t.execution_id = spent.execution_id AND t.address = spent.address
        """;

    private const string NewTimersSql = """
        INSERT INTO workflow_timers (organization_id, execution_id, address, due_at)
        SELECT organization_id, execution_id, address, COALESCE(until, app_now() + delay)
        FROM unnest($1, $2, $3, $4, $5) AS n (organization_id, execution_id, address, delay, until)
        ON CONFLICT (organization_id, execution_id, address) DO UPDATE SET due_at = excluded.due_at, fired = false
        """;

    private const string WakeSql = "UPDATE workflow_ready SET woken = true WHERE execution_id = ANY ($1)";

    // A timer that fired while the worker held the lease has left its mark: then the execution is ready again.
    private const string ReleaseSql = """
        WITH gone AS (DELETE FROM workflow_ready WHERE execution_id = ANY ($1) AND NOT woken)
        UPDATE workflow_ready
        SET worker_id = NULL, fence = NULL, attempts = 0, woken = false, due_at = app_now()
        WHERE execution_id = ANY ($1) AND woken
        """;

    private const string KeepSql = "UPDATE workflow_ready SET attempts = 0 WHERE execution_id = ANY ($1)";

    private const string LogSql = """
        INSERT INTO workflow_logs (organization_id, execution_id, id, step, level, message)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
        """;

    /// <summary>Locks the leases that still hold and answers their fences, and whether something has happened, as its second result.</summary>
    /// <param name="all">Whose leases.</param>
    /// <param name="waits">For whoever has locked one of them; otherwise that one is left out.</param>
    /// <param name="connection">In a transaction.</param>
    public static NpgsqlBatch Lock(IReadOnlyList<Checkpoint> all, bool waits, NpgsqlConnection connection)
    {
        var batch = new NpgsqlBatch(connection);
        Add(batch, ByKeySql, []);
        Add(batch, waits ? LockSql : LockFreeSql, [.. Keys(all), Column(NpgsqlDbType.Bigint, all, c => c.Lease.Fence)]);
        return batch;
    }

    /// <summary>Answers the fences of those that hold, whoever has locked them.</summary>
    public static NpgsqlBatch Held(IReadOnlyList<Checkpoint> all, NpgsqlConnection connection)
    {
        var batch = new NpgsqlBatch(connection);
        Add(batch, HeldSql, [.. Keys(all), Column(NpgsqlDbType.Bigint, all, c => c.Lease.Fence)]);
        return batch;
    }

    /// <summary>Of those whose lease does not hold, how many were not cancelled.</summary>
    public static async Task<long> CountLostAsync(IReadOnlyList<Checkpoint> dropped, NpgsqlConnection connection)
    {
        if (dropped.Count == 0)
            return 0;
        await using var command = new NpgsqlCommand(LostSql, connection);
        command.Parameters.AddRange(Keys(dropped));
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Everything that the checkpoints write, in one round trip.</summary>
    public static NpgsqlBatch Write(IReadOnlyList<Checkpoint> all, NpgsqlConnection connection)
    {
        var batch = new NpgsqlBatch(connection);
        List<Checkpoint> led = [.. all.Where(c => c.Birth is null)];
        if (led.Count > 0)
        {
            Add(batch, ExecutionsSql, [.. Keys(led), .. Executions(led), Column(NpgsqlDbType.Boolean, led, c => c.Parks)]);
        }

        AddRows(batch, StepsSql, Flatten(all, c => c.Steps), Steps);
        AddRows(batch, SpentTimersSql, Flatten(all, c => c.SpentTimers), rows => [Column(NpgsqlDbType.Text, rows, r => r.Row)]);
        AddRows(batch, NewTimersSql, Flatten(all, c => c.NewTimers), rows =>
        [
            Column(NpgsqlDbType.Text, rows, r => r.Row.Address),
            Column(NpgsqlDbType.Interval, rows, r => r.Row.Delay),
            Column(NpgsqlDbType.TimestampTz, rows, r => r.Row.Until?.UtcDateTime),
        ]);
        WaitRows.Write(led, batch);
        AddRows(batch, LogSql, Flatten(all, c => c.Log), LogLines);
        AddIds(batch, WakeSql, led.Where(c => c is { ReleasesLease: true, IsReadyAgain: true } && !c.Status.IsFinal()));
        AddIds(batch, ReleaseSql, led.Where(c => c.ReleasesLease));
        AddIds(batch, KeepSql, led.Where(c => c is { ReleasesLease: false, Lease.Attempts: > 1 }));
        return batch;
    }

    internal static NpgsqlParameter[] Executions(IReadOnlyList<Checkpoint> all) =>
    [
        Column(NpgsqlDbType.Text, all, c => Word(c.Status)),
        Column(NpgsqlDbType.Json, all, c => c.State),
        Column(NpgsqlDbType.Json, all, c => Text(c.Output)),
        Column(NpgsqlDbType.Json, all, c => Text(c.Error)),
        Column(NpgsqlDbType.Text, all, c => c.FailedStep),
        Column(NpgsqlDbType.Text, all, c => c.ParkedReason),
    ];

    private static NpgsqlParameter[] Steps(IReadOnlyList<(Checkpoint Of, StepRow Row)> rows) =>
    [
        Column(NpgsqlDbType.Text, rows, r => r.Row.Record.Token.Step),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Record.Token.Path),
        Column(NpgsqlDbType.Integer, rows, r => r.Row.Record.Token.Attempt),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Record.Type),
        Column(NpgsqlDbType.Text, rows, r => Word(r.Row.Record.Effect)),
        Column(NpgsqlDbType.Text, rows, r => Word(r.Row.Record.Status)),
        Column(NpgsqlDbType.Text, rows, r => r.Row.IdempotencyKey),
        Column(NpgsqlDbType.Json, rows, r => Text(r.Row.Record.Input)),
        Column(NpgsqlDbType.Json, rows, r => Text(r.Row.Record.Output)),
        Column(NpgsqlDbType.Json, rows, r => r.Row.Record.Error is { } error ? Text(error.ToJson()) : null),
        Column(NpgsqlDbType.Real, rows, r => (float)r.Row.Record.Elapsed.TotalMilliseconds),
    ];

    private static NpgsqlParameter[] LogLines(IReadOnlyList<(Checkpoint Of, LogLine Row)> rows) =>
    [
        Column(NpgsqlDbType.Uuid, rows, _ => Guid.CreateVersion7()),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Step),
        Column(NpgsqlDbType.Text, rows, r => r.Row.Level),
        Column(NpgsqlDbType.Text, rows, r => KeptText.Of(r.Row.Message)),
    ];

    internal static NpgsqlParameter[] Keys(IReadOnlyList<Checkpoint> all) =>
    [
        Column(NpgsqlDbType.Uuid, all, c => c.Lease.OrganizationId.Value),
        Column(NpgsqlDbType.Uuid, all, c => c.Lease.ExecutionId.Value),
    ];

    internal static List<(Checkpoint Of, T Row)> Flatten<T>(IReadOnlyList<Checkpoint> all, Func<Checkpoint, IReadOnlyList<T>> rows) =>
        [.. all.SelectMany(rows, (checkpoint, row) => (checkpoint, row))];

    internal static void AddRows<T>(
        NpgsqlBatch batch,
        string sql,
        List<(Checkpoint Of, T Row)> rows,
        Func<IReadOnlyList<(Checkpoint Of, T Row)>, NpgsqlParameter[]> columns)
    {
        if (rows.Count > 0)
        {
            Add(batch, sql, [.. Keys([.. rows.Select(row => row.Of)]), .. columns(rows)]);
        }
    }

    internal static void AddIds(NpgsqlBatch batch, string sql, IEnumerable<Checkpoint> checkpoints)
    {
        Guid[] ids = [.. checkpoints.Select(checkpoint => checkpoint.Lease.ExecutionId.Value)];
        if (ids.Length > 0)
        {
            Add(batch, sql, [new NpgsqlParameter<Guid[]> { TypedValue = ids }]);
        }
    }

    internal static void Add(NpgsqlBatch batch, string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(command);
    }

    internal static NpgsqlParameter<T[]> Column<TRow, T>(NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var at = 0; at < column.Length; at++)
        {
            column[at] = value(rows[at]);
        }

        return new NpgsqlParameter<T[]> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    internal static string? Text(JsonElement json) =>
        json.ValueKind == JsonValueKind.Undefined ? null : json.GetRawText();

    private static string Word<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

using Financbase.Application.Events;
using Financbase.Domain.Access;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Events;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// Brings claimed executions back into memory: state, fired timers and signals. Results follow when the plan is known.
/// Executions of many organizations are claimed together, so what cannot be read of one is told of that one only.
/// </summary>
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

    private const string SignalsSql = """
        SELECT s.execution_id, s.id, s.address, s.answer, s.people
        FROM unnest($1, $2) AS asked (organization_id, execution_id)
        CROSS JOIN LATERAL (
            SELECT * FROM workflow_signals s
            WHERE s.organization_id = asked.organization_id AND s.execution_id = asked.execution_id
            ORDER BY s.id LIMIT $3) s
        """;

    private const string HearSql =
        "UPDATE workflow_ready SET woken = false WHERE organization_id = $1 AND execution_id = $2 AND fence = $3";

    // The rest comes with the next claim, see ClaimedExecution.HasMoreSignals.
    internal const int MostSignals = 1_000;

    public static async Task<IReadOnlyList<ClaimedExecution>> LoadAsync(
        IReadOnlyList<ClaimedRow> rows, NpgsqlConnection connection, CancellationToken ct)
    {
        Lease[] begun = [.. rows.Where(row => row.State is not null).Select(row => row.Lease)];
        if (begun.Length == 0)
        {
            return [.. rows.Select(row => Restore(row, [], []))];
        }

        var timers = await TimersAsync(begun, connection, ct);
        var signals = await SignalsAsync(begun, connection, ct);
        return [.. rows.Select(row => Restore(row, timers[row.Lease.ExecutionId.Value], [.. signals[row.Lease.ExecutionId.Value]]))];
    }

    /// <summary>What has happened to an execution that somebody is at, and no checkpoint has taken in.</summary>
    public static async Task<ClaimedExecution> HearAsync(ClaimedExecution claimed, NpgsqlConnection connection, CancellationToken ct)
    {
        // Whatever comes after this is told once more. So it is asked first.
        await using (var hear = new NpgsqlCommand(HearSql, connection))
        {
            hear.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = claimed.Lease.OrganizationId.Value });
            hear.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = claimed.Lease.ExecutionId.Value });
            hear.Parameters.Add(new NpgsqlParameter<long> { TypedValue = claimed.Lease.Fence });
            await hear.ExecuteNonQueryAsync(ct);
        }

        Lease[] lease = [claimed.Lease];
        var timers = await TimersAsync(lease, connection, ct);
        KeptSignal[] signals = [.. (await SignalsAsync(lease, connection, ct))[claimed.Lease.ExecutionId.Value]];
        return claimed with
        {
            FiredTimers = [.. timers[claimed.Lease.ExecutionId.Value]],
            Signals = [.. signals.Select(Read)],
            HasMoreSignals = signals.Length == MostSignals,
            Cause = claimed.Cause.And(signals.SelectMany(signal => signal.People).Cast<UserId?>()),
        };
    }

    private static async Task<ILookup<Guid, string>> TimersAsync(IReadOnlyList<Lease> leases, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Command(TimersSql, leases, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        var timers = new List<(Guid Execution, string Address)>();
        while (await row.ReadAsync(ct))
        {
            timers.Add((row.GetGuid(0), row.GetString(1)));
        }

        return timers.ToLookup(timer => timer.Execution, timer => timer.Address);
    }

    private static async Task<ILookup<Guid, KeptSignal>> SignalsAsync(IReadOnlyList<Lease> leases, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Command(SignalsSql, leases, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostSignals });
        await using var row = await command.ExecuteReaderAsync(ct);
        var signals = new List<(Guid Execution, KeptSignal Signal)>();
        while (await row.ReadAsync(ct))
        {
            signals.Add((row.GetGuid(0), new KeptSignal(row.GetInt64(1), row.GetString(2), row.GetFieldValue<byte[]>(3), PeopleColumn.Read(row, 4))));
        }

        return signals.ToLookup(signal => signal.Execution, signal => signal.Signal);
    }

    private static NpgsqlCommand Command(string sql, IReadOnlyList<Lease> leases, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. leases.Select(lease => lease.OrganizationId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. leases.Select(lease => lease.ExecutionId.Value)] });
        return command;
    }

    private static ClaimedExecution Restore(ClaimedRow row, IEnumerable<string> timers, IReadOnlyList<KeptSignal> signals)
    {
        var claimed = new ClaimedExecution(
            row.Lease,
            row.WorkflowId,
            row.Version,
            new TriggerInput(Json.Null, default),
            row.Cause.And(signals.SelectMany(signal => signal.People).Cast<UserId?>()),
            ExecutionState.New,
            [.. timers],
            [])
        {
            HasMoreSignals = signals.Count == MostSignals,
            Level = row.Level,
        };
        try
        {
            return claimed with
            {
                Trigger = new TriggerInput(Json.Read(row.Input), row.Event is { } booked ? Json.Read(booked) : default),
                State = row.State is { } state ? ExecutionState.Restore(Json.Read(state), []) : ExecutionState.New,
                Signals = [.. signals.Select(Read)],
            };
        }
        catch (Exception unreadable)
        {
            return claimed with { Unreadable = unreadable };
        }
    }

    private static ReceivedSignal Read(KeptSignal signal) => new(signal.Id, signal.Address, Json.Read(signal.Answer), signal.People);

    private sealed record KeptSignal(long Id, string Address, byte[] Answer, IReadOnlyList<UserId> People);
}

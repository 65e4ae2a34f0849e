using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>Decides about executions of a workflow that takes turns, in the transaction that has just booked them.</summary>
internal static class Turns
{
    private const string RunningSql = """
        SELECT execution_id FROM workflow_turns
        WHERE organization_id = $1 AND workflow_id = $2 AND key = $3 AND running
        ORDER BY position
        """;

    private const string TakeSql = """
        WITH held AS (DELETE FROM workflow_ready WHERE NOT $5 AND organization_id = $1 AND execution_id = $4)
        INSERT INTO workflow_turns (organization_id, workflow_id, key, execution_id, running) VALUES ($1, $2, $3, $4, $5)
        """;

    /// <summary>Holds the locks of their keys from here on.</summary>
    public static async Task LockAsync(IEnumerable<NewExecution> executions, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(TurnRows.LockSql, connection);
        command.Parameters.AddRange(TurnRows.Locks([], [.. executions.Select(one => new TurnKey(one.OrganizationId, one.WorkflowId, one.Turn!.Key))], []));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Under the key's lock: whether there is no place and one too many is not booked.</summary>
    public static async Task<bool> IsLeftOutAsync(NewExecution execution, Turn turn, NpgsqlConnection connection, CancellationToken ct) =>
        turn.WhenFull == WhenFull.Skip && (await RunningAsync(execution, turn, connection, ct)).Count >= turn.Most;

    /// <summary>For one that was booked under the key's lock.</summary>
    public static async Task TakeAsync(NewExecution execution, Turn turn, NpgsqlConnection connection, CancellationToken ct)
    {
        var running = await RunningAsync(execution, turn, connection, ct);
        var isFull = running.Count >= turn.Most;
        if (isFull && turn.WhenFull == WhenFull.CancelNewest)
        {
            await ExecutionEnd.CancelAsync(execution.OrganizationId, execution.Id, connection, ct);
            return;
        }

        await using (var take = Command(TakeSql, execution, turn, connection))
        {
            take.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = execution.Id.Value });
            take.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = !isFull });
            await take.ExecuteNonQueryAsync(ct);
        }

        // Its place goes to the one that waits longest, which is the newest when all the others run.
        if (isFull && turn.WhenFull == WhenFull.CancelOldest)
        {
            await ExecutionEnd.CancelAsync(execution.OrganizationId, running[0], connection, ct);
        }
    }

    private static async Task<List<WorkflowExecutionId>> RunningAsync(NewExecution execution, Turn turn, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Command(RunningSql, execution, turn, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        var running = new List<WorkflowExecutionId>();
        while (await row.ReadAsync(ct))
        {
            running.Add(new WorkflowExecutionId(row.GetGuid(0)));
        }

        return running;
    }

    private static NpgsqlCommand Command(string sql, NewExecution execution, Turn turn, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = execution.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = execution.WorkflowId.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = turn.Key });
        return command;
    }
}

/// <summary>The place of an execution among those of its workflow and key.</summary>
internal sealed record Turn(string Key, int Most, WhenFull WhenFull);

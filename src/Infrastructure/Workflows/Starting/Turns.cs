using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>Decides about executions of a workflow that takes turns, in the transaction that has just booked them.</summary>
internal static class Turns
{
    private const string MembersSql = $"""
        SELECT member.execution_id, member.running, member.leaving
        FROM (SELECT $1 AS organization_id, $2 AS workflow_id, $3 AS key) asked CROSS JOIN LATERAL ({TurnRows.MembersSql}) member
        ORDER BY member.running DESC, member.position
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
        turn.WhenFull == WhenFull.Skip && (await MembersAsync(execution, turn, connection, ct)).Holders.Count >= turn.Most;

    /// <summary>For one that was booked under the key's lock.</summary>
    public static async Task TakeAsync(NewExecution execution, Turn turn, NpgsqlConnection connection, CancellationToken ct)
    {
        var (running, holders) = await MembersAsync(execution, turn, connection, ct);
        var isFull = holders.Count >= turn.Most;
        if (isFull && turn.WhenFull == WhenFull.CancelNewest)
        {
            await ExecutionEnd.CancelAsync(execution.OrganizationId, execution.Id, connection, ct);
            return;
        }

        await using (var take = Command(TakeSql, execution, turn, connection))
        {
            take.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = execution.Id.Value });
            take.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = running < turn.Most });
            await take.ExecuteNonQueryAsync(ct);
        }

        // Its place goes to the one that waits longest, which is the newest when all the others run. It is not cancelled here: its rows
        // are locked before the key.
        if (isFull && turn.WhenFull == WhenFull.CancelOldest)
        {
            await using var leave = new NpgsqlCommand(TurnRows.LeaveSql, connection);
            leave.Parameters.AddRange(TurnRows.Ids([(execution.OrganizationId, holders[0])]));
            await leave.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>How many have a place, and who has or will have one when those that are leaving have left; the one that began first comes first.</summary>
    private static async Task<(int Running, List<WorkflowExecutionId> Holders)> MembersAsync(
        NewExecution execution, Turn turn, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = Command(MembersSql, execution, turn, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        var running = 0;
        var holders = new List<WorkflowExecutionId>();
        while (await row.ReadAsync(ct))
        {
            running += row.GetBoolean(1) ? 1 : 0;
            if (!row.GetBoolean(2))
                holders.Add(new WorkflowExecutionId(row.GetGuid(0)));
        }

        return (running, holders);
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

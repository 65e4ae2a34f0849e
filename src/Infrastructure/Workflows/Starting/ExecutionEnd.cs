using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Financbase.Infrastructure.Workflows.Statistics;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// Cancels an execution past the worker that may be at it: with its row in the queue goes the lease, so that worker's
/// next checkpoint is dropped, and its call is broken off at the next heartbeat. What it started by <c>subWorkflow</c>
/// and still waits for is cancelled with it.
/// </summary>
internal static class ExecutionEnd
{
    private const string TakeSql = "DELETE FROM workflow_ready WHERE organization_id = $1 AND execution_id = $2";

    private const string IsReadySql = """
        SELECT EXISTS (
            SELECT FROM unnest($1, $2) AS n (organization_id, id)
            JOIN workflow_ready r ON r.organization_id = n.organization_id AND r.execution_id = n.id)
        """;

    private const string ReadSql =
        "SELECT status, state::text FROM workflow_executions WHERE organization_id = $1 AND id = $2 FOR UPDATE";

    private const string RecordedSql = """
        SELECT step, path FROM (
            SELECT DISTINCT ON (path, step) path, step, status FROM workflow_step_executions
            WHERE organization_id = $1 AND execution_id = $2
            ORDER BY path, step, position DESC) last
        WHERE status IN ('running', 'waiting', 'parked')
        """;

    private const string ChildrenSql = """
        SELECT child FROM workflow_waits
        WHERE organization_id = $1 AND execution_id = $2 AND child IS NOT NULL
        ORDER BY child
        """;

    private const string CancelSql = $"""
        WITH history AS (
            INSERT INTO workflow_step_executions (organization_id, execution_id, step, path, attempt, type, effect, status)
            SELECT DISTINCT ON (last.path, last.step) $1, $2, last.step, last.path, last.attempt, last.type, last.effect, 'cancelled'
            FROM workflow_step_executions last
            JOIN unnest($4, $5) AS active (step, path) ON active.step = last.step AND active.path = last.path
            WHERE last.organization_id = $1 AND last.execution_id = $2
            ORDER BY last.path, last.step, last.position DESC),
        moved AS (
            UPDATE workflow_executions
            SET status = 'cancelled', state = COALESCE($3, state), parked_reason = NULL, finished_at = app_now()
            WHERE organization_id = $1 AND id = $2
            RETURNING organization_id, workflow_id, status, false AS parks, finished_at - started_at AS took)
        {TallyRows.Moved}
        """;

    /// <summary>Its status before; null when there is no such execution. One that has ended is left as it is.</summary>
    public static async Task<string?> CancelAsync(
        OrganizationId organization, WorkflowExecutionId id, NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            await RunAsync("SAVEPOINT cancelling", [], connection, ct);
            var ended = new List<(OrganizationId, WorkflowExecutionId)>();
            var before = await EndAsync(organization, id, ended, connection, ct);
            if (ended.Count == 0 || await PassOnAsync(ended, connection, ct))
            {
                await RunAsync("RELEASE SAVEPOINT cancelling", [], connection, ct);
                return before;
            }

            await RunAsync("ROLLBACK TO SAVEPOINT cancelling", [], connection, ct);
        }
    }

    /// <summary>Ends it and what it waits for; <c>ended</c> gets those that were under way.</summary>
    private static async Task<string?> EndAsync(
        OrganizationId organization, WorkflowExecutionId id, List<(OrganizationId, WorkflowExecutionId)> ended, NpgsqlConnection connection, CancellationToken ct)
    {
        // The queue's row first, as the checkpoints lock it: what a worker is just writing is waited for.
        await ExecuteAsync(TakeSql);
        if (await ReadAsync(organization, id, connection, ct) is not { } found)
        {
            return null;
        }

        if (found.Status is "succeeded" or "failed" or "cancelled")
        {
            return found.Status;
        }

        var children = await ChildrenAsync(organization, id, connection, ct);
        var active = found.State?.Tokens.Select(token => (token.Step, token.Path)) ?? await RecordedAsync(organization, id, connection, ct);
        var left = found.State is { } state ? Interpreter.Cancel(state).State.ToJson().GetRawText() : null;
        await ExecuteAsync(
            CancelSql,
            new NpgsqlParameter { Value = (object?)left ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Json },
            new NpgsqlParameter<string[]> { TypedValue = [.. active.Select(place => place.Step)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. active.Select(place => place.Path)] });

        await RunAsync(WaitRows.EndedSql, TurnRows.Ids([(organization, id)]), connection, ct);
        ended.Add((organization, id));
        foreach (var child in children)
        {
            await EndAsync(organization, child, ended, connection, ct);
        }

        return found.Status;

        async Task ExecuteAsync(string sql, params NpgsqlParameter[] more)
        {
            await using var command = Command(sql, organization, id, connection);
            command.Parameters.AddRange(more);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>
    /// The next in turn begin. The locks of all turns come after all rows, as the checkpoints take them; under them nobody gives any of
    /// these a place any more. False when one is ready again, because its turn came meanwhile or a child told that it ended: a worker may
    /// be at it and wait for its other rows, so its row in the queue comes first once more.
    /// </summary>
    private static async Task<bool> PassOnAsync(
        IReadOnlyList<(OrganizationId Organization, WorkflowExecutionId Id)> ended, NpgsqlConnection connection, CancellationToken ct)
    {
        await RunAsync(TurnRows.LockSql, TurnRows.Locks([], [], ended), connection, ct);
        await using var asking = new NpgsqlCommand(IsReadySql, connection);
        asking.Parameters.AddRange(TurnRows.Ids(ended));
        if (await asking.ExecuteScalarAsync(ct) is true)
        {
            return false;
        }

        await RunAsync(TurnRows.PassOnSql, TurnRows.Ids(ended), connection, ct);
        return true;
    }

    private static async Task RunAsync(string sql, NpgsqlParameter[] parameters, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<(string Status, ExecutionState? State)?> ReadAsync(
        OrganizationId organization, WorkflowExecutionId id, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var read = Command(ReadSql, organization, id, connection);
        await using var row = await read.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? (row.GetString(0), row.IsDBNull(1) ? null : Restore(row.GetString(1)))
            : null;
    }

    /// <summary>What was under way by its history, where its state does not tell.</summary>
    private static async Task<List<(string Step, string Path)>> RecordedAsync(
        OrganizationId organization, WorkflowExecutionId id, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var read = Command(RecordedSql, organization, id, connection);
        await using var row = await read.ExecuteReaderAsync(ct);
        var active = new List<(string Step, string Path)>();
        while (await row.ReadAsync(ct))
        {
            active.Add((row.GetString(0), row.GetString(1)));
        }

        return active;
    }

    // Whatever it is, a person can end it.
    private static ExecutionState? Restore(string state)
    {
        try
        {
            return ExecutionState.Restore(Json.Read(state), []);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static async Task<List<WorkflowExecutionId>> ChildrenAsync(
        OrganizationId organization, WorkflowExecutionId id, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var read = Command(ChildrenSql, organization, id, connection);
        await using var row = await read.ExecuteReaderAsync(ct);
        var children = new List<WorkflowExecutionId>();
        while (await row.ReadAsync(ct))
        {
            children.Add(new WorkflowExecutionId(row.GetGuid(0)));
        }

        return children;
    }

    private static NpgsqlCommand Command(string sql, OrganizationId organization, WorkflowExecutionId id, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        return command;
    }
}

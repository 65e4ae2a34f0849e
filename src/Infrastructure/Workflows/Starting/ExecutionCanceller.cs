using System.Text.Json;
using Financbase.Application.Audit;
using Financbase.Application.Tenancy;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// Ends an execution by itself, without asking the worker that may be at it: with its row in the queue goes the lease,
/// so that worker's next checkpoint is dropped, and its call is broken off at the next heartbeat.
/// </summary>
internal sealed class ExecutionCanceller(FinancbaseDbContext context, IMultiTenantContextAccessor tenant, IAuditNotes notes) : IExecutionCanceller
{
    private const string TakeSql = "DELETE FROM workflow_ready WHERE organization_id = $1 AND execution_id = $2";

    private const string ReadSql =
        "SELECT status, state::text FROM workflow_executions WHERE organization_id = $1 AND id = $2 FOR UPDATE";

    private const string EndSql = """
        WITH stopped AS (DELETE FROM workflow_timers WHERE organization_id = $1 AND execution_id = $2),
        history AS (
            INSERT INTO workflow_step_executions (organization_id, execution_id, step, path, attempt, type, effect, status)
            SELECT DISTINCT ON (last.path, last.step) $1, $2, last.step, last.path, last.attempt, last.type, last.effect, 'cancelled'
            FROM workflow_step_executions last
            JOIN unnest($4, $5) AS active (step, path) ON active.step = last.step AND active.path = last.path
            WHERE last.organization_id = $1 AND last.execution_id = $2
            ORDER BY last.path, last.step, last.position DESC)
        UPDATE workflow_executions
        SET status = 'cancelled', state = COALESCE($3, state), parked_reason = NULL, finished_at = app_now()
        WHERE organization_id = $1 AND id = $2
        """;

    public async Task<CancelOutcome> CancelAsync(WorkflowExecutionId id, CancellationToken ct)
    {
        // The queue's row first, as the checkpoints lock it: what a worker is just writing is waited for.
        await using (var take = Command(TakeSql, id))
        {
            await take.ExecuteNonQueryAsync(ct);
        }

        if (await ReadAsync(id, ct) is not { } found)
        {
            return CancelOutcome.NotFound;
        }

        if (found.Status is "succeeded" or "failed" or "cancelled")
        {
            return CancelOutcome.AlreadyEnded;
        }

        var active = found.State?.Tokens ?? [];
        var ended = found.State is { } state ? Interpreter.Cancel(state).State.ToJson().GetRawText() : null;
        await using var end = Command(EndSql, id);
        end.Parameters.Add(new NpgsqlParameter { Value = (object?)ended ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Json });
        end.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. active.Select(token => token.Step)] });
        end.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. active.Select(token => token.Path)] });
        await end.ExecuteNonQueryAsync(ct);
        notes.Tell("statusBefore", found.Status);
        return CancelOutcome.Cancelled;
    }

    private async Task<(string Status, ExecutionState? State)?> ReadAsync(WorkflowExecutionId id, CancellationToken ct)
    {
        await using var read = Command(ReadSql, id);
        await using var row = await read.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? (row.GetString(0), row.IsDBNull(1) ? null : ExecutionState.Restore(JsonElement.Parse(row.GetString(1)), []))
            : null;
    }

    private NpgsqlCommand Command(string sql, WorkflowExecutionId id)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenant.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        return command;
    }
}

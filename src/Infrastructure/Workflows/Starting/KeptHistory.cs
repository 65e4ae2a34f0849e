using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// Copies the rows of the steps that a repetition does not run again: their outputs are read by those that it does, and it
/// must not depend on the partition of the original.
/// </summary>
internal static class KeptHistory
{
    // Of a loop that goes on, the row of its list; what its iterations did stays. What runs again leaves its own rows.
    private const string Sql = """
        INSERT INTO workflow_step_executions (
            organization_id, execution_id, step, path, attempt, type, effect, status, idempotency_key, input, output, error, duration_ms, at)
        SELECT organization_id, $3, step, path, attempt, type, effect, status, idempotency_key, input, output, error, duration_ms, at
        FROM workflow_step_executions
        WHERE organization_id = $1 AND execution_id = $2
            AND ($4 IS NULL OR (path = '' AND step = ANY ($4)))
            AND NOT ((path, step) IN (SELECT * FROM unnest($5, $6)) AND NOT (status = 'waiting' AND (path, step) IN (SELECT * FROM unnest($7, $8))))
        ORDER BY position
        """;

    /// <param name="organization">Of both.</param>
    /// <param name="from">The execution that is repeated.</param>
    /// <param name="to">The one that repeats it.</param>
    /// <param name="state">With which that one begins.</param>
    /// <param name="isWhole">Everything but what runs again; otherwise only the steps that the state keeps.</param>
    /// <param name="connection">In the transaction that books it.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task CopyAsync(
        OrganizationId organization, WorkflowExecutionId from, WorkflowExecutionId to, ExecutionState state, bool isWhole, NpgsqlConnection connection, CancellationToken ct)
    {
        Token[] again = [.. state.Tokens];
        Token[] loops = [.. again.Where(token => state.Loops.ContainsKey(token.Address))];
        string[]? kept = isWhole ? null : [.. state.Steps.Where(step => step.Value.Status is StepStatus.Succeeded or StepStatus.Failed).Select(step => step.Key)];
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = from.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = to.Value });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)kept ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        Add(again);
        Add(loops);
        await command.ExecuteNonQueryAsync(ct);

        void Add(Token[] tokens)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. tokens.Select(token => token.Path)] });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. tokens.Select(token => token.Step)] });
        }
    }
}

using System.Text.Json;
using Financbase.Application.Events;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>An execution as it ended, for one that repeats it.</summary>
internal sealed record EndedExecution(
    WorkflowExecutionId Id, WorkflowId Workflow, int Version, TriggerInput Trigger, Cause? Cause, ExecutionState State, WorkflowExecutionId KeyRoot, string? Correlation)
{
    private const string Sql = """
        SELECT workflow_id, version, status, input::text, event::text, event_id, depth, state::text, COALESCE(key_root, id), correlation, submitters
        FROM workflow_executions WHERE organization_id = $1 AND id = $2 FOR UPDATE
        """;

    /// <summary>Locks it, so that of two who repeat it the second sees what the first did.</summary>
    /// <exception cref="DomainException"><c>workflows.still_running</c>.</exception>
    public static async Task<EndedExecution> LockAsync(OrganizationId organization, WorkflowExecutionId id, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        await using var row = await command.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            throw new DomainException(Error.NotFound("execution"));
        if (row.GetString(2) is not ("succeeded" or "failed" or "cancelled"))
            throw new DomainException(WorkflowsErrors.StillRunning);
        return new EndedExecution(
            id,
            new WorkflowId(row.GetGuid(0)),
            row.GetInt32(1),
            new TriggerInput(Json.Read(row.GetString(3)), Value(row, 4) ?? default),
            CauseColumns.Read(row, 5, 6, 10),
            Value(row, 7) is { } state ? ExecutionState.Restore(state, []) : ExecutionState.New,
            new WorkflowExecutionId(row.GetGuid(8)),
            row.IsDBNull(9) ? null : row.GetString(9));
    }

    private static JsonElement? Value(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Json.Read(row.GetString(column));
}

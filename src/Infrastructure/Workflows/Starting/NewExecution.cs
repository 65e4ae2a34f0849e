using System.Text.Json;
using Financbase.Application.Events;
using Financbase.Application.Workflows;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Statistics;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>An execution about to be booked.</summary>
internal sealed record NewExecution(
    OrganizationId OrganizationId,
    WorkflowId WorkflowId,
    int Version,
    TriggerInput Trigger,
    StartSource Source,
    Cause? Cause = null,
    string? DedupeKey = null)
{
    // One whose dedupe key is taken is left out, together with its place in the queue.
    private const string Sql = $"""
        WITH asked AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) AS n (
                organization_id, id, workflow_id, version, source, event_id, depth, input, event, key, retry_of, key_root, state, correlation, submitters)),
        admitted AS (
            INSERT INTO workflow_dedupe (organization_id, workflow_id, key, execution_id)
            SELECT organization_id, workflow_id, key, id FROM asked WHERE key IS NOT NULL
            ON CONFLICT DO NOTHING
            RETURNING execution_id),
        booked AS (
            INSERT INTO workflow_executions (
                organization_id, id, workflow_id, version, source, event_id, depth, input, event, retry_of, key_root, state, correlation, submitters)
            SELECT organization_id, id, workflow_id, version, source, event_id, depth, input, event, retry_of, key_root, state, correlation, submitters::uuid[]
            FROM asked
            WHERE key IS NULL OR id IN (SELECT execution_id FROM admitted)
            RETURNING organization_id, workflow_id, id),
        begun AS ({TallyRows.Started})
        INSERT INTO workflow_ready (organization_id, execution_id) SELECT organization_id, id FROM booked
        RETURNING execution_id
        """;

    public WorkflowExecutionId Id { get; } = EntityId.New<WorkflowExecutionId>();

    /// <summary>What people find related executions by; at most 200 characters.</summary>
    public string? Correlation { get; init; }

    /// <summary>Null when the workflow does not take turns.</summary>
    public Turn? Turn { get; init; }

    /// <summary>The execution that this one repeats, and the state that it begins with; null for a fresh one.</summary>
    public Repetition? Repeats { get; init; }

    /// <summary>Books them in the connection's transaction and answers which were booked.</summary>
    public static async Task<IReadOnlyList<WorkflowExecutionId>> BookAsync(
        IReadOnlyList<NewExecution> all, NpgsqlConnection connection, CancellationToken ct)
    {
        NewExecution[] free = [.. all.Where(one => one.Turn is null)];
        List<WorkflowExecutionId> booked = free.Length == 0 ? [] : [.. await InsertAsync(free, connection, ct)];
        NewExecution[] turned = [.. all.Where(one => one.Turn is not null)];
        if (turned.Length > 0)
        {
            await Turns.LockAsync(turned, connection, ct);
        }

        foreach (var one in turned)
        {
            if (!await Turns.IsLeftOutAsync(one, one.Turn!, connection, ct) && await InsertAsync([one], connection, ct) is [var id])
            {
                await Turns.TakeAsync(one, one.Turn!, connection, ct);
                booked.Add(id);
            }
        }

        return booked;
    }

    private static async Task<IReadOnlyList<WorkflowExecutionId>> InsertAsync(
        IReadOnlyList<NewExecution> all, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        Add(NpgsqlDbType.Uuid, one => one.OrganizationId.Value);
        Add(NpgsqlDbType.Uuid, one => one.Id.Value);
        Add(NpgsqlDbType.Uuid, one => one.WorkflowId.Value);
        Add(NpgsqlDbType.Integer, one => one.Version);
        Add(NpgsqlDbType.Text, one => JsonNamingPolicy.SnakeCaseLower.ConvertName(one.Source.ToString()));
        Add(NpgsqlDbType.Uuid, one => one.Cause?.EventId);
        Add(NpgsqlDbType.Integer, one => one.Cause?.Depth ?? 0);
        Add(NpgsqlDbType.Json, one => one.Trigger.Data.GetRawText());
        Add(NpgsqlDbType.Json, one => one.Trigger.Event is { ValueKind: not JsonValueKind.Undefined } json ? json.GetRawText() : null);
        Add(NpgsqlDbType.Text, one => one.DedupeKey);
        Add(NpgsqlDbType.Uuid, one => one.Repeats?.Of.Value);
        Add(NpgsqlDbType.Uuid, one => one.Repeats?.KeyRoot?.Value);
        Add(NpgsqlDbType.Json, one => one.Repeats?.State?.ToJson().GetRawText());
        Add(NpgsqlDbType.Text, one => one.Correlation);
        Add(NpgsqlDbType.Text, one => PeopleColumn.Write(one.Cause?.People));
        await using var row = await command.ExecuteReaderAsync(ct);
        var booked = new List<WorkflowExecutionId>();
        while (await row.ReadAsync(ct))
        {
            booked.Add(new WorkflowExecutionId(row.GetGuid(0)));
        }

        return booked;

        void Add<T>(NpgsqlDbType type, Func<NewExecution, T> value) => command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = [.. all.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}

/// <param name="Of">The execution that is repeated.</param>
/// <param name="KeyRoot">Under whose keys its calls are made; null for its own.</param>
/// <param name="State">Null to begin from the start.</param>
internal sealed record Repetition(WorkflowExecutionId Of, WorkflowExecutionId? KeyRoot, ExecutionState? State);

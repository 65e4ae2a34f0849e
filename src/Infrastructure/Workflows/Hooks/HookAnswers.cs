using System.Collections.Concurrent;
using System.Text.Json;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Hooks;

/// <summary>
/// Callers who wait for the answer of a step. A worker of this process tells it as soon as it is committed; that of
/// another one is found by looking.
/// </summary>
internal sealed class HookAnswers(DataSources dataSources)
{
    // Null: none yet. An ended execution without the step will never answer.
    private const string Sql = """
        SELECT s.output, e.status IN ('succeeded', 'failed', 'cancelled', 'parked')
        FROM workflow_executions e
        LEFT JOIN LATERAL (
            SELECT output FROM workflow_step_executions s
            WHERE s.organization_id = e.organization_id AND s.execution_id = e.id AND s.type = 'respond' AND s.status = 'succeeded'
            ORDER BY position LIMIT 1) s ON true
        WHERE e.organization_id = $1 AND e.id = $2
        """;

    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<WorkflowExecutionId, TaskCompletionSource<JsonElement>> _waiting = new();

    public Waiter Await(WorkflowExecutionId id) =>
        new(this, id, _waiting.GetOrAdd(id, _ => new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously)));

    /// <summary>After the commit. Only the first answer of an execution counts.</summary>
    /// <param name="id">Which execution.</param>
    /// <param name="response">Undefined when it has ended without an answer.</param>
    public void Tell(WorkflowExecutionId id, JsonElement response)
    {
        if (_waiting.TryGetValue(id, out var waiting))
        {
            waiting.TrySetResult(response);
        }
    }

    private async Task<JsonElement> WaitAsync(WorkflowExecutionId id, Task<JsonElement> told, OrganizationId organization, TimeSpan patience, CancellationToken ct)
    {
        var pause = FirstLook;
        for (var waited = TimeSpan.Zero; waited < patience; waited += pause, pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            if (await Task.WhenAny(told, Task.Delay(pause, ct)) == told)
            {
                return await told;
            }

            ct.ThrowIfCancellationRequested();
            if (await LookAsync(organization, id, ct) is { } found)
            {
                return found;
            }
        }

        return default;
    }

    private async Task<JsonElement?> LookAsync(OrganizationId organization, WorkflowExecutionId id, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = organization.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id.Value });
        await using var row = await command.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct) ? null
            : !row.IsDBNull(0) ? Json.Read(row.GetFieldValue<byte[]>(0))
            : row.GetBoolean(1) ? default(JsonElement)
            : null;
    }

    internal sealed class Waiter(HookAnswers answers, WorkflowExecutionId id, TaskCompletionSource<JsonElement> told) : IDisposable
    {
        /// <summary>The answer; undefined when there is none in time.</summary>
        public Task<JsonElement> WaitAsync(OrganizationId organization, TimeSpan patience, CancellationToken ct) =>
            told.Task.IsCompletedSuccessfully ? told.Task : answers.WaitAsync(id, told.Task, organization, patience, ct);

        public void Dispose() => answers._waiting.TryRemove(id, out _);
    }
}

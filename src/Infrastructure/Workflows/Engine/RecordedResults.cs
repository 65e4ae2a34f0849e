using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// What the steps of an execution left before it was claimed: of those that another step may read, and of the one that
/// succeeded last, whose output is the execution's. The rest can be large and is not needed.
/// </summary>
internal sealed class RecordedResults(DataSources dataSources)
{
    // Several attempts of a step may have failed; the last one counts.
    private const string Sql = """
        SELECT DISTINCT ON (path, step) path, step, output, error
        FROM workflow_step_executions
        WHERE organization_id = $1 AND execution_id = $2 AND step = ANY ($3) AND status IN ('succeeded', 'failed')
        ORDER BY path, step, position DESC
        """;

    public async Task<ClaimedExecution> LoadAsync(ClaimedExecution claimed, WorkflowPlan plan, CancellationToken ct)
    {
        string[] wanted = [.. Wanted(claimed.State, plan)];
        if (wanted.Length == 0)
        {
            return claimed;
        }

        await using var command = dataSources.System.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = claimed.Lease.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = claimed.Lease.ExecutionId.Value });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = wanted });
        await using var row = await command.ExecuteReaderAsync(ct);
        var results = new List<KeyValuePair<string, RecordedResult>>();
        while (await row.ReadAsync(ct))
        {
            results.Add(KeyValuePair.Create(
                new Token(row.GetString(1), row.GetString(0)).Address, new RecordedResult(Json(row, 2), Json(row, 3))));
        }

        return claimed with { State = claimed.State.With(results) };
    }

    private static IEnumerable<string> Wanted(ExecutionState state, WorkflowPlan plan) => state.Steps
        .Where(step => step.Value.Status is StepStatus.Succeeded or StepStatus.Failed)
        .Select(step => (Address: step.Key, Key: step.Key[(step.Key.LastIndexOf('/') + 1)..]))
        .Where(step => plan.Referenced.Contains(step.Key) || step.Address == state.Last)
        .Select(step => step.Key)
        .Distinct();

    private static JsonElement Json(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? default : JsonElement.Parse(row.GetFieldValue<byte[]>(column));
}

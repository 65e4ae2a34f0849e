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
internal sealed class RecordedResults(DataSources dataSources, RecordedLoops loops)
{
    // Several attempts of a step may have failed; the last one counts.
    private const string Sql = """
        SELECT DISTINCT ON (path, step) path, step, output, error
        FROM workflow_step_executions
        WHERE organization_id = $1 AND execution_id = $2 AND (path, step) IN (SELECT * FROM unnest($3, $4)) AND status IN ('succeeded', 'failed')
        ORDER BY path, step, position DESC
        """;

    public async Task<ClaimedExecution> LoadAsync(ClaimedExecution claimed, WorkflowPlan plan, CancellationToken ct)
    {
        string[] wanted = [.. Wanted(claimed.State, plan)];
        if (wanted.Length > 0)
        {
            claimed = claimed with { State = claimed.State.With(await ReadAsync(claimed.Lease, wanted, ct)) };
        }

        return claimed.State.Loops.IsEmpty ? claimed : claimed with { State = await loops.LoadAsync(claimed.Lease, claimed.State, ct) };
    }

    private async Task<List<KeyValuePair<string, RecordedResult>>> ReadAsync(Lease lease, string[] addresses, CancellationToken ct)
    {
        await using var command = dataSources.System.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = lease.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = lease.ExecutionId.Value });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. addresses.Select(PathOf)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. addresses.Select(KeyOf)] });
        await using var row = await command.ExecuteReaderAsync(ct);
        var results = new List<KeyValuePair<string, RecordedResult>>();
        while (await row.ReadAsync(ct))
        {
            results.Add(KeyValuePair.Create(
                new Token(row.GetString(1), row.GetString(0)).Address, new RecordedResult(Value(row, 2), Value(row, 3))));
        }

        return results;
    }

    private static IEnumerable<string> Wanted(ExecutionState state, WorkflowPlan plan) => state.Steps
        .Where(step => step.Value.Status is StepStatus.Succeeded or StepStatus.Failed)
        .Select(step => step.Key)
        .Where(address => plan.Referenced.Contains(KeyOf(address)) || address == state.Last);

    private static string KeyOf(string address) => address[(address.LastIndexOf('/') + 1)..];

    private static string PathOf(string address) => address.LastIndexOf('/') is >= 0 and var slash ? address[..slash] : "";

    private static JsonElement Value(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? default : Json.Read(row.GetFieldValue<byte[]>(column));
}

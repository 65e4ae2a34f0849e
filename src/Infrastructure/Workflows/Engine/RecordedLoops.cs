using System.Globalization;
using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Database;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>What the loops under way go through, and what their iterations have left so far, read from the history.</summary>
internal sealed class RecordedLoops(DataSources dataSources)
{
    private const string ItemsSql = """
        SELECT input FROM workflow_step_executions
        WHERE organization_id = $1 AND execution_id = $2 AND path = $3 AND step = $4 AND status = 'waiting'
        ORDER BY position DESC LIMIT 1
        """;

    // The step that succeeded last in each iteration; those of loops inside have longer paths.
    private const string ResultsSql = """
        SELECT DISTINCT ON (path) path, output
        FROM workflow_step_executions
        WHERE organization_id = $1 AND execution_id = $2 AND status = 'succeeded'
            AND starts_with(path, $3) AND strpos(substr(path, length($3) + 1), '/') = 0
        ORDER BY path, position DESC
        """;

    public async Task<ExecutionState> LoadAsync(Lease lease, ExecutionState state, CancellationToken ct)
    {
        foreach (var loop in state.Loops.Keys)
        {
            state = state.With(loop, await ItemsAsync(lease, loop, ct), await ResultsAsync(lease, loop, ct));
        }

        return state;
    }

    private async Task<JsonElement> ItemsAsync(Lease lease, string loop, CancellationToken ct)
    {
        var slash = loop.LastIndexOf('/');
        await using var command = Command(ItemsSql, lease);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slash < 0 ? "" : loop[..slash] });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = loop[(slash + 1)..] });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return Json.Read(row.GetFieldValue<byte[]>(0));
    }

    private async Task<List<KeyValuePair<int, JsonElement>>> ResultsAsync(Lease lease, string loop, CancellationToken ct)
    {
        await using var command = Command(ResultsSql, lease);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = loop + "[" });
        await using var row = await command.ExecuteReaderAsync(ct);
        var results = new List<KeyValuePair<int, JsonElement>>();
        while (await row.ReadAsync(ct))
        {
            var number = int.Parse(row.GetString(0).AsSpan(loop.Length + 1).TrimEnd(']'), CultureInfo.InvariantCulture);
            results.Add(KeyValuePair.Create(number, Json.Read(row.GetFieldValue<byte[]>(1))));
        }

        return results;
    }

    private NpgsqlCommand Command(string sql, Lease lease)
    {
        var command = dataSources.System.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = lease.OrganizationId.Value });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = lease.ExecutionId.Value });
        return command;
    }
}

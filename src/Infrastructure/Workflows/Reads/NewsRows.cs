using Financbase.Application.Workflows;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Reads;

/// <summary>What has happened to an execution after a place of its history.</summary>
internal static class NewsRows
{
    private const string StateSql =
        "SELECT status, failed_step, error::text FROM workflow_executions WHERE organization_id = $1 AND id = $2";

    private const string StepsSql = """
        SELECT position, step, path, attempt, status, at, duration_ms::float8, error::text
        FROM workflow_step_executions
        WHERE organization_id = $1 AND execution_id = $2 AND position > $3
        ORDER BY position LIMIT $4
        """;

    /// <summary>Null when there is no such execution.</summary>
    public static async Task<ExecutionNews?> ReadAsync(
        OrganizationId organization, WorkflowExecutionId id, long after, int most, NpgsqlConnection connection, CancellationToken ct)
    {
        // The state first: when it is final, every change before it is there.
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Command(StateSql), Command(StepsSql) } };
        batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter<int> { TypedValue = most + 1 });
        await using var row = await batch.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct))
            return null;
        var (status, failedStep, error) = (Word.Of<ExecutionStatus>(row.GetString(0)), Text(row, 1), ExecutionRow.Parse(Text(row, 2)));
        await row.NextResultAsync(ct);
        var steps = new List<StepNews>();
        while (await row.ReadAsync(ct))
        {
            steps.Add(new StepNews(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), Word.Of<StepStatus>(row.GetString(4)),
                row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetDouble(6), ExecutionRow.Parse(Text(row, 7))));
        }

        return new ExecutionNews(status, failedStep, error, [.. steps.Take(most)], steps.Count > most);

        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = organization.Value }, new NpgsqlParameter<Guid> { TypedValue = id.Value } },
        };
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

using System.Text.Json;
using Financbase.Infrastructure.Workflows.Starting;
using Financbase.Infrastructure.Workflows.Statistics;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Quotas;

/// <summary>
/// Writes down starts by events and times that a quota did not let begin, in the transaction that handles the event or the
/// time: counted by workflow and day, and a note for <see cref="QuotaNews"/>, one a day. What has begun before is none.
/// </summary>
internal static class RefusedStarts
{
    private const string Sql = $"""
        WITH asked AS (
            SELECT n.* FROM unnest($1, $2, $3, $4, $5) AS n (organization_id, workflow_id, key, quota, most)
            WHERE NOT EXISTS (SELECT FROM workflow_dedupe d
                WHERE d.organization_id = n.organization_id AND d.workflow_id = n.workflow_id AND d.key = n.key)),
        noted AS (
            INSERT INTO workflow_quota_notices (organization_id, day, quota, most)
            SELECT organization_id, (app_now() AT TIME ZONE 'UTC')::date, quota, max(most) FROM asked GROUP BY organization_id, quota
            ORDER BY organization_id, quota
            ON CONFLICT DO NOTHING)
        {TallyRows.Insert}
        SELECT organization_id, workflow_id, (app_now() AT TIME ZONE 'UTC')::date, 'refused', 0, count(*), 0
        FROM asked GROUP BY organization_id, workflow_id
        """;

    public static async Task WriteAsync(IReadOnlyList<(NewExecution Start, ReachedQuota Quota)> refused, NpgsqlConnection connection, CancellationToken ct)
    {
        if (refused.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. refused.Select(one => one.Start.OrganizationId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. refused.Select(one => one.Start.WorkflowId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. refused.Select(one => one.Start.DedupeKey ?? "")] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. refused.Select(one => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{one.Quota.Quota}"))] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. refused.Select(one => one.Quota.Limit)] });
        await command.ExecuteNonQueryAsync(ct);
    }
}

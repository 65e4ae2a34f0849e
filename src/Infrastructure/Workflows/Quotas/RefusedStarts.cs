using System.Text.Json;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Workflows.Statistics;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Quotas;

/// <summary>
/// Writes down starts that a quota did not let begin and of which nobody is told by an answer: those by events, times,
/// calls of webhooks and steps. Counted by workflow and day, and a note for <see cref="QuotaNews"/>, one a day.
/// </summary>
internal static class RefusedStarts
{
    private const string Sql = $"""
        WITH asked AS (SELECT n.* FROM unnest($1, $2, $3, $4) AS n (organization_id, workflow_id, quota, most)),
        noted AS (
            INSERT INTO workflow_quota_notices (organization_id, day, quota, most)
            SELECT organization_id, (app_now() AT TIME ZONE 'UTC')::date, quota, max(most) FROM asked GROUP BY organization_id, quota
            ORDER BY organization_id, quota
            ON CONFLICT DO NOTHING)
        {TallyRows.Insert}
        SELECT organization_id, workflow_id, (app_now() AT TIME ZONE 'UTC')::date, 'refused', 0, count(*), 0
        FROM asked GROUP BY organization_id, workflow_id
        """;

    public static Task WriteAsync(BookedStarts starts, NpgsqlConnection connection, CancellationToken ct) => WriteAsync(
        [.. starts.Refused.Select(one => new RefusedStart(one.Start.OrganizationId, one.Start.WorkflowId, one.Quota))], connection, ct);

    public static async Task WriteAsync(IReadOnlyList<RefusedStart> refused, NpgsqlConnection connection, CancellationToken ct)
    {
        if (refused.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. refused.Select(one => one.Organization.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. refused.Select(one => one.Workflow.Value)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. refused.Select(one => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{one.Quota.Quota}"))] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. refused.Select(one => one.Quota.Limit)] });
        await command.ExecuteNonQueryAsync(ct);
    }
}

internal readonly record struct RefusedStart(OrganizationId Organization, WorkflowId Workflow, ReachedQuota Quota);

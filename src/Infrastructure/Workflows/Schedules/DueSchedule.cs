using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Triggers;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Workflows.Schedules;

/// <summary>A row of <c>workflow_schedules</c> whose time has come, held until the transaction ends.</summary>
internal sealed record DueSchedule(
    OrganizationId OrganizationId,
    WorkflowId WorkflowId,
    int Version,
    int Position,
    string Cron,
    string TimeZone,
    Misfire Misfire,
    DateTimeOffset Due,
    DateTimeOffset Now)
{
    // An organization that is set aside fires nothing; what it missed counts as missed when it is back.
    private const string ClaimSql = """
        SELECT s.organization_id, s.workflow_id, s.version, s.position, s.cron, s.time_zone, s.misfire, s.next_at, app_now()
        FROM workflow_schedules s
        JOIN workflows w ON w.organization_id = s.organization_id AND w.id = s.workflow_id
            AND w.status = 'published' AND w.published_version = s.version
        WHERE s.next_at <= app_now()
            AND NOT EXISTS (SELECT FROM organizations o WHERE o.id = s.organization_id AND o.state <> 'active')
        ORDER BY s.next_at LIMIT $1 FOR UPDATE OF s SKIP LOCKED
        """;

    private const string MoveSql = """
        UPDATE workflow_schedules s SET next_at = n.next_at
        FROM unnest($1, $2, $3, $4) AS n (organization_id, workflow_id, position, next_at)
        WHERE s.organization_id = n.organization_id AND s.workflow_id = n.workflow_id AND s.position = n.position
        """;

    private static readonly DateTime Never = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    public static async Task<List<DueSchedule>> ClaimAsync(int most, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(ClaimSql, connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await using var row = await command.ExecuteReaderAsync(ct);
        var due = new List<DueSchedule>();
        while (await row.ReadAsync(ct))
        {
            due.Add(new DueSchedule(
                new OrganizationId(row.GetGuid(0)), new WorkflowId(row.GetGuid(1)), row.GetInt32(2), row.GetInt32(3), row.GetString(4), row.GetString(5),
                ScheduleKind.MisfireOf(row.GetString(6)), row.GetFieldValue<DateTimeOffset>(7), row.GetFieldValue<DateTimeOffset>(8)));
        }

        return due;
    }

    /// <summary>Says when each fires next; one that never does again waits for ever.</summary>
    public static async Task MoveAsync(IReadOnlyList<(DueSchedule Schedule, DateTimeOffset? Next)> moved, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(MoveSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. moved.Select(one => one.Schedule.OrganizationId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. moved.Select(one => one.Schedule.WorkflowId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. moved.Select(one => one.Schedule.Position)] });
        command.Parameters.Add(new NpgsqlParameter<DateTime[]>
        {
            TypedValue = [.. moved.Select(one => one.Next?.UtcDateTime ?? Never)],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        });
        await command.ExecuteNonQueryAsync(ct);
    }
}

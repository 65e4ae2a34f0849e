using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Notifications;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// Tells of executions that have failed or wait for a person: whoever published their version, or the owners once that
/// person is no member any more. Who has not read yet of one such execution of a workflow is not told of the next.
/// </summary>
internal static class RunNews
{
    private const string Failed = "workflow.execution_failed";
    private const string Parked = "workflow.execution_parked";

    private const string WhomSql = """
        SELECT m.user_id, w.name
        FROM workflows w
        LEFT JOIN workflow_versions v ON v.organization_id = w.organization_id AND v.workflow_id = w.id AND v.number = $3
        JOIN memberships m ON m.organization_id = w.organization_id
            AND (m.user_id = v.published_by OR (m.role = $4 AND NOT EXISTS (
                SELECT FROM memberships p WHERE p.organization_id = w.organization_id AND p.user_id = v.published_by)))
        WHERE w.organization_id = $1 AND w.id = $2 AND NOT EXISTS (
            SELECT FROM notifications n
            WHERE n.organization_id = $1 AND n.user_id = m.user_id AND n.read_at IS NULL AND starts_with(n.source, $5))
        """;

    /// <summary>As rows of the connection's transaction: a batch that is rolled back has told nobody.</summary>
    public static async Task TellAsync(IReadOnlyList<StoredEvent> events, NpgsqlConnection connection, CancellationToken ct)
    {
        var runs = events
            .Where(booked => booked.Origin == EventOrigin.Live && booked.Type is Failed or Parked)
            .DistinctBy(booked => (booked.OrganizationId, booked.Type, booked.Data.GetProperty("workflowId").GetGuid()));
        foreach (var run in runs)
        {
            await TellAsync(run, connection, ct);
        }
    }

    private static async Task TellAsync(StoredEvent run, NpgsqlConnection connection, CancellationToken ct)
    {
        var (workflow, execution) = (run.Data.GetProperty("workflowId").GetGuid(), run.Data.GetProperty("executionId").GetGuid());
        var kind = $"workflow_run:{run.Type}:{workflow}:";
        var (users, name) = await WhomAsync(run.OrganizationId, workflow, run.Data.GetProperty("version").GetInt32(), kind, connection, ct);
        if (users.Count > 0)
        {
            await NotificationWriter.InsertAsync(run.OrganizationId, users, TextOf(run, name, execution), kind + execution, connection, ct);
        }
    }

    private static async Task<(List<Guid> Users, string Name)> WhomAsync(
        OrganizationId organization, Guid workflow, int version, string kind, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(WhomSql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = organization.Value },
                new NpgsqlParameter<Guid> { TypedValue = workflow },
                new NpgsqlParameter<int> { TypedValue = version },
                new NpgsqlParameter<string> { TypedValue = Role.Owner.Key },
                new NpgsqlParameter<string> { TypedValue = kind },
            },
        };
        await using var row = await command.ExecuteReaderAsync(ct);
        var (users, name) = (new List<Guid>(), "");
        while (await row.ReadAsync(ct))
        {
            users.Add(row.GetGuid(0));
            name = row.GetString(1);
        }

        return (users, name);
    }

    private static NotificationText TextOf(StoredEvent run, string name, Guid execution) => new(
        run.Type == Failed ? $"“{name}” has failed" : $"“{name}” waits for a person",
        (run.Type == Failed ? run.Data.GetProperty("message").GetString() : "One of its runs was set aside until somebody has looked at it.")
            + " You are told of the next one after you have read this.",
        $"/workflows/executions/{execution}");
}

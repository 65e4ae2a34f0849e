using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Events;
using Npgsql;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>An event trigger of the published version of a workflow that is neither paused nor archived.</summary>
internal sealed record Listener(
    OrganizationId OrganizationId, WorkflowId WorkflowId, int Version, int Position, string Event)
{
    private const string Sql = """
        SELECT t.organization_id, t.workflow_id, t.version, t.position, t.event
        FROM (SELECT DISTINCT * FROM unnest($1, $2) AS asked (organization_id, event)) AS asked
        JOIN workflow_triggers t ON t.organization_id = asked.organization_id AND t.event = asked.event
        JOIN workflows w ON w.organization_id = t.organization_id AND w.id = t.workflow_id
            AND w.published_version = t.version AND w.status = 'published'
        ORDER BY t.workflow_id, t.position
        """;

    public static async Task<ILookup<(OrganizationId, string), Listener>> FindAsync(
        IReadOnlyList<StoredEvent> events, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. events.Select(booked => booked.OrganizationId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(booked => booked.Type)] });
        await using var row = await command.ExecuteReaderAsync(ct);
        var listeners = new List<Listener>();
        while (await row.ReadAsync(ct))
        {
            listeners.Add(new Listener(
                new OrganizationId(row.GetGuid(0)), new WorkflowId(row.GetGuid(1)), row.GetInt32(2), row.GetInt32(3), row.GetString(4)));
        }

        return listeners.ToLookup(listener => (listener.OrganizationId, listener.Event));
    }
}

using System.Text.Json;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Conditions;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Plans;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Workflows.Starting;

/// <summary>
/// Ends the waits for events, in the transaction that marks the events as handled. A wait ends with the first event
/// that passes its filter; the event must be handed over after the wait was committed. However many wait for an event, so
/// many of them are in memory at once, and the event's data is there once.
/// </summary>
internal sealed class EventWaits(OrganizationFacts organizations)
{
    private const int MostAtOnce = 1_000;

    // OFFSET 0: by the index of events, not along the key through the waits of everybody.
    private const string FindSql = """
        SELECT w.organization_id, w.execution_id, w.address, w.event, w.filter
        FROM (SELECT DISTINCT * FROM unnest($1, $2) AS asked (organization_id, event)) AS asked
        CROSS JOIN LATERAL (
            SELECT * FROM workflow_waits w WHERE w.organization_id = asked.organization_id AND w.event = asked.event OFFSET 0) w
        WHERE (w.organization_id, w.execution_id, w.address) > ($3, $4, $5)
        ORDER BY w.organization_id, w.execution_id, w.address LIMIT $6
        """;

    // The queue's rows first, as checkpoints and cancelling lock them: who ends a wait otherwise at this moment is waited for.
    private const string LockSql = """
        SELECT FROM workflow_ready r
        WHERE r.execution_id = ANY ($1)
        ORDER BY r.execution_id FOR UPDATE
        """;

    // A wait that is gone by now has ended otherwise.
    private const string SettleSql = """
        WITH ended AS (
            DELETE FROM workflow_waits w
            USING unnest($1, $2, $3, $4, $5) AS n (organization_id, execution_id, address, place, people)
            WHERE w.organization_id = n.organization_id AND w.execution_id = n.execution_id AND w.address = n.address
            RETURNING n.*),
        told AS (
            INSERT INTO workflow_signals (organization_id, execution_id, address, answer, people)
            SELECT organization_id, execution_id, address, ($6)[place], people::uuid[] FROM ended)
        INSERT INTO workflow_ready (organization_id, execution_id)
        SELECT DISTINCT organization_id, execution_id FROM ended ORDER BY execution_id
        ON CONFLICT (organization_id, execution_id) DO UPDATE SET woken = true
        """;

    public async Task SettleAsync(IReadOnlyList<StoredEvent> events, NpgsqlConnection connection, CancellationToken ct)
    {
        EventWait? last = null;
        List<EventWait> waits;
        do
        {
            waits = await FindAsync(events, last, connection, ct);
            var met = new List<(EventWait Wait, StoredEvent By)>();
            foreach (var wait in waits)
            {
                var facts = await organizations.GetAsync(new OrganizationId(wait.Organization), ct);
                if (events.FirstOrDefault(booked => IsMet(wait, booked, facts)) is { } booked)
                {
                    met.Add((wait, booked));
                }
            }

            if (met.Count > 0)
            {
                await SettleAsync(met, connection, ct);
            }

            last = waits.LastOrDefault();
        }
        while (waits.Count == MostAtOnce);
    }

    internal static JsonElement Envelope(StoredEvent booked) => JsonSerializer.SerializeToElement(
        new { booked.Id, booked.Type, booked.Version, booked.Timestamp, booked.OrganizationId, booked.CausedBy, booked.Origin },
        WireJson.Options);

    private static JsonElement Answer(StoredEvent booked) =>
        JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["event"] = booked.Data, ["$event"] = Envelope(booked) });

    private static bool IsMet(EventWait wait, StoredEvent booked, JsonElement facts)
    {
        if (booked.OrganizationId.Value != wait.Organization || booked.Type != wait.Event)
        {
            return false;
        }

        try
        {
            return wait.Filter is null || wait.Filter.Holds(Scope.OfEvent(booked.Data, facts, booked.Timestamp));
        }
        catch (DomainException)
        {
            return false; // A pattern that takes too long on this event.
        }
    }

    private static async Task<List<EventWait>> FindAsync(
        IReadOnlyList<StoredEvent> events, EventWait? after, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(FindSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. events.Select(booked => booked.OrganizationId.Value)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. events.Select(booked => booked.Type)] });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after?.Organization ?? Guid.Empty });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after?.Execution ?? Guid.Empty });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after?.Address ?? "" });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostAtOnce });
        await using var row = await command.ExecuteReaderAsync(ct);
        var waits = new List<EventWait>();
        while (await row.ReadAsync(ct))
        {
            var filter = row.IsDBNull(4) ? null : Condition.OfLiteral(Json.Read(row.GetFieldValue<byte[]>(4)));
            waits.Add(new EventWait(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), filter));
        }

        return waits;
    }

    private static async Task SettleAsync(List<(EventWait Wait, StoredEvent By)> met, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var locking = new NpgsqlCommand(LockSql, connection);
        locking.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. met.Select(one => one.Wait.Execution).Distinct()] });
        await locking.ExecuteNonQueryAsync(ct);
        await using var command = new NpgsqlCommand(SettleSql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. met.Select(one => one.Wait.Organization)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. met.Select(one => one.Wait.Execution)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. met.Select(one => one.Wait.Address)] });
        var events = met.Select(one => one.By).DistinctBy(booked => booked.Id).ToList();
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. met.Select(one => events.FindIndex(booked => booked.Id == one.By.Id) + 1)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. met.Select(one => PeopleColumn.Write(one.By.People))] });
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. events.Select(booked => Answer(booked).GetRawText())],
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Json,
        });
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record EventWait(Guid Organization, Guid Execution, string Address, string Event, Condition? Filter);
}

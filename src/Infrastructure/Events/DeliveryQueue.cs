using System.Text.Json;
using Financbase.Domain.Events;
using Financbase.Domain.Organizations;
using Npgsql;

namespace Financbase.Infrastructure.Events;

/// <summary>The state of each event with each consumer: pending, done, or dead after too many failures.</summary>
internal static class DeliveryQueue
{
    private const int MaxAttempts = 10;

    /// <summary>Locks the next due deliveries until the transaction ends; others skip them meanwhile.</summary>
    public static async Task<Deliveries> TakeAsync(
        string consumer, int size, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            SELECT e.position, e.id, e.organization_id, e.type, e.version, e.occurred_at, e.data, e.caused_by, e.depth, e.origin, e.people || d.people, d.ctid::text
            FROM event_deliveries d
            JOIN events e ON e.organization_id = d.organization_id AND e.id = d.event_id
            WHERE d.consumer = $1 AND d.state = 'pending' AND d.due_at <= app_now()
                AND NOT EXISTS (SELECT FROM organizations o WHERE o.id = d.organization_id AND o.state <> 'active')
            ORDER BY d.position
            LIMIT $2
            FOR UPDATE OF d SKIP LOCKED
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = size });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (events, rows) = (new List<StoredEvent>(), new List<string>());
        while (await reader.ReadAsync(ct))
        {
            events.Add(Read(reader));
            rows.Add(reader.GetString(11));
        }

        return new(events, [.. rows]);
    }

    /// <summary>Marks what <see cref="TakeAsync"/> has locked in this transaction as done.</summary>
    public static async Task CompleteAsync(Deliveries taken, NpgsqlConnection connection, CancellationToken ct)
    {
        // By the places of the rows, which their locks keep in place: by keys, a plan that was made while the table was
        // young reads all that the consumer ever had, again for every batch.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("SELECT set_config('enable_seqscan', 'off', true)"),
                new NpgsqlBatchCommand("UPDATE event_deliveries SET state = 'done', attempts = attempts + 1 WHERE ctid = ANY ($1::tid[])")
                {
                    Parameters = { new NpgsqlParameter<string[]> { TypedValue = taken.Rows } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Waits 1, 2, 4 … s (at most 5 min) before the next attempt; answers whether that was the last, and the delivery dead.</summary>
    public static async Task<bool> PostponeAsync(
        string consumer, StoredEvent single, string reason, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE event_deliveries
            SET attempts = attempts + 1,
                state = CASE WHEN attempts + 1 >= $3 THEN 'dead' ELSE 'pending' END,
                due_at = app_now() + LEAST(interval '5 minutes', interval '1 second' * power(2, attempts)),
                last_error = left($4, 2000)
            WHERE consumer = $1 AND position = $2
            RETURNING state = 'dead'
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = single.Position });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MaxAttempts });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason.Replace("\0", "", StringComparison.Ordinal) });
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static StoredEvent Read(NpgsqlDataReader row)
    {
        using var data = JsonDocument.Parse(row.GetString(6));
        return new StoredEvent(
            row.GetInt64(0),
            row.GetGuid(1),
            new OrganizationId(row.GetGuid(2)),
            row.GetString(3),
            row.GetInt32(4),
            row.GetFieldValue<DateTimeOffset>(5),
            data.RootElement.Clone(),
            row.IsDBNull(7) ? null : row.GetGuid(7),
            row.GetInt32(8),
            Enum.Parse<EventOrigin>(row.GetString(9), ignoreCase: true))
        {
            People = PeopleColumn.Read(row, 10),
        };
    }
}

/// <summary>Events that are being handed to a consumer, and where their deliveries stand while the transaction locks them.</summary>
internal sealed record Deliveries(IReadOnlyList<StoredEvent> Events, string[] Rows);

using System.Text.Json;
using Financbase.Domain.Events;
using Financbase.Domain.Organizations;
using Npgsql;

namespace Financbase.Infrastructure.Events;

/// <summary>The state of each event with each consumer: pending, done, or dead after too many failures.</summary>
internal static class DeliveryQueue
{
    private const int MaxAttempts = 10;

    // Those of organizations that are set aside are taken as well, once, to be parked: stepping over them would read all
    // of them again for every batch.
    internal const string TakeSql = """
        SELECT e.position, e.id, e.organization_id, e.type, e.version, e.occurred_at, e.data, e.caused_by, e.depth, e.origin, e.people || d.people, d.ctid::text,
            COALESCE(o.state = 'active', true)
        FROM event_deliveries d
        JOIN events e ON e.organization_id = d.organization_id AND e.id = d.event_id
        LEFT JOIN organizations o ON o.id = d.organization_id
        WHERE d.consumer = $1 AND d.state = 'pending' AND NOT d.parked AND d.due_at <= app_now()
        ORDER BY d.position
        LIMIT $2
        FOR UPDATE OF d SKIP LOCKED
        """;

    // A loose scan: an index probe for each organization with something parked, and no more while none of them is back.
    internal const string ReturnSql = """
        WITH RECURSIVE resting AS (
            (SELECT organization_id FROM event_deliveries WHERE consumer = $1 AND parked ORDER BY organization_id LIMIT 1)
            UNION ALL
            SELECT (SELECT d.organization_id FROM event_deliveries d
                WHERE d.consumer = $1 AND d.parked AND d.organization_id > r.organization_id ORDER BY d.organization_id LIMIT 1)
            FROM resting r WHERE r.organization_id IS NOT NULL)
        UPDATE event_deliveries SET parked = false WHERE ctid = ANY (ARRAY(
            SELECT back.ctid
            FROM resting r JOIN organizations o ON o.id = r.organization_id AND o.state = 'active'
            CROSS JOIN LATERAL (
                SELECT d.ctid FROM event_deliveries d
                WHERE d.consumer = $1 AND d.parked AND d.organization_id = r.organization_id
                ORDER BY d.position LIMIT $2
                FOR UPDATE SKIP LOCKED) back))
        """;

    /// <summary>
    /// Brings back the oldest <paramref name="most"/> parked deliveries of each organization that is active again. It asks
    /// for what is so and not for what has changed: whatever was parked while the organization came back is found as well.
    /// </summary>
    public static async Task ReturnAsync(string consumer, int most, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(ReturnSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Locks the next due deliveries until the transaction ends; others skip them meanwhile.</summary>
    public static async Task<Deliveries> TakeAsync(
        string consumer, int size, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(TakeSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = size });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (events, rows, resting) = (new List<StoredEvent>(), new List<string>(), new List<string>());
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetBoolean(12))
            {
                events.Add(Read(reader));
                rows.Add(reader.GetString(11));
            }
            else
            {
                resting.Add(reader.GetString(11));
            }
        }

        return new(events, [.. rows], [.. resting]);
    }

    /// <summary>Sets those of <see cref="TakeAsync"/> aside whose organization is set aside; they stay pending.</summary>
    public static Task ParkAsync(Deliveries taken, NpgsqlConnection connection, CancellationToken ct) =>
        MarkAsync("parked = true", taken.Resting, connection, ct);

    /// <summary>Marks what <see cref="TakeAsync"/> has locked in this transaction as done.</summary>
    public static Task CompleteAsync(Deliveries taken, NpgsqlConnection connection, CancellationToken ct) =>
        MarkAsync("state = 'done', attempts = attempts + 1", taken.Rows, connection, ct);

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

    private static async Task MarkAsync(string change, string[] rows, NpgsqlConnection connection, CancellationToken ct)
    {
        if (rows.Length == 0)
            return;

        // By the places of the rows, which their locks keep in place: by keys, a plan that was made while the table was
        // young reads all that the consumer ever had, again for every batch.
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("SELECT set_config('enable_seqscan', 'off', true)"),
                new NpgsqlBatchCommand($"UPDATE event_deliveries SET {change} WHERE ctid = ANY ($1::tid[])")
                {
                    Parameters = { new NpgsqlParameter<string[]> { TypedValue = rows } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
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

/// <summary>
/// Events that are being handed to a consumer, where their deliveries stand while the transaction locks them, and where
/// those do whose organization is set aside.
/// </summary>
internal sealed record Deliveries(IReadOnlyList<StoredEvent> Events, string[] Rows, string[] Resting)
{
    public int Count => Rows.Length + Resting.Length;
}

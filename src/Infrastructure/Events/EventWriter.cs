using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Financbase.Infrastructure.Events;

/// <summary>
/// Books events and one pending delivery per consumer, in the caller's transaction and in one statement, so that a fact
/// and its announcement commit together or not at all.
/// </summary>
public sealed class EventWriter(IEnumerable<IEventConsumer> consumers)
{
    private const string Sql = """
        WITH booked AS (
            INSERT INTO events (organization_id, id, type, version, occurred_at, data, caused_by, depth, origin, people)
            SELECT @organization, id, type, version, occurred_at, data::jsonb, caused_by, depth, origin, people::uuid[]
            FROM unnest(@ids, @types, @versions, @times, @data, @causes, @depths, @origins, @people)
                AS row (id, type, version, occurred_at, data, caused_by, depth, origin, people)
            RETURNING id, position)
        INSERT INTO event_deliveries (organization_id, event_id, position, consumer)
        SELECT @organization, booked.id, booked.position, consumer
        FROM booked CROSS JOIN unnest(@consumers) AS consumer
        """;

    private readonly string[] _consumers = [.. consumers.Select(consumer => consumer.Name)];

    public IReadOnlyList<string> Consumers => _consumers;

    public async Task WriteAsync(EventBatch batch, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<Guid>("organization", batch.OrganizationId.Value));
        Add("ids", NpgsqlDbType.Uuid, row => row.Id);
        Add("types", NpgsqlDbType.Text, row => row.Type);
        Add("versions", NpgsqlDbType.Integer, row => row.Version);
        Add("times", NpgsqlDbType.TimestampTz, row => row.Timestamp.ToUniversalTime());
        Add("data", NpgsqlDbType.Text, row => row.Data);
        Add("causes", NpgsqlDbType.Uuid, row => row.CausedBy);
        Add("depths", NpgsqlDbType.Integer, row => row.Depth);
        Add("origins", NpgsqlDbType.Text, row => JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Origin.ToString()));
        Add("people", NpgsqlDbType.Text, row => PeopleColumn.Write(row.People));
        parameters.Add(new NpgsqlParameter("consumers", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = _consumers });
        await command.ExecuteNonQueryAsync(ct);

        void Add<T>(string name, NpgsqlDbType type, Func<EventRow, T> value) => parameters.Add(
            new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = batch.Rows.Select(value).ToArray() });
    }
}

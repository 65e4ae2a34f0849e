using System.Collections.Concurrent;
using System.Text.Json;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Events;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Events;

/// <summary>Events of organizations that are set aside leave the queue, and come back with the organization: none is lost, none is handed over twice.</summary>
public sealed class ParkedEventsTests
{
    private const int Many = 20_000;
    private const string Resting = "019f0000-0000-7000-8000-000000000001";
    private const string Working = "019f0000-0000-7000-8000-000000000002";

    private static readonly string Parked = $"SELECT count(*) FROM event_deliveries WHERE organization_id = '{Resting}' AND parked";

    [Test]
    public async Task A_batch_does_not_read_past_what_waits_for_organizations_that_are_set_aside()
    {
        await using var app = await StartAsync(new Effects());
        await FoundAsync(app, "suspended");
        await BookAsync(app, Resting, 1, Many);

        await Eventually.HoldsAsync(async () => (long)(await app.Database.ScalarAsync(Parked))! == Many);

        await using var system = await SystemAsync(app);
        // As autovacuum does: a row that was changed leaves its old place in the index until then, as a handled one does.
        await app.Database.ScalarAsync("VACUUM ANALYZE event_deliveries");

        (await BlocksReadAsync(system, DeliveryQueue.TakeSql, 200)).ShouldBeLessThan(50);
        (await BlocksReadAsync(system, DeliveryQueue.ReturnSql, 200)).ShouldBeLessThan(50);
    }

    [Test]
    public async Task They_come_back_in_order_and_before_what_is_booked_later()
    {
        var effects = new Effects();
        await using var app = await StartAsync(effects);
        await FoundAsync(app, "suspended");
        await BookAsync(app, Resting, 1, 500);
        await Eventually.HoldsAsync(async () => (long)(await app.Database.ScalarAsync(Parked))! == 500);
        await BookAsync(app, Working, 501, 1);
        await Eventually.HoldsAsync(() => effects.Handed.Count == 1);

        await app.Database.ScalarAsync($"UPDATE organizations SET state = 'active' WHERE id = '{Resting}'; {Booking(Resting, 502, 1)}");

        await Eventually.HoldsAsync(() => effects.Handed.Count == 502);
        effects.Handed.Skip(1).ShouldBe(Enumerable.Range(1, 500).Append(502));
    }

    [Test]
    public async Task What_is_parked_while_its_organization_comes_back_is_not_forgotten()
    {
        var effects = new Effects();
        await using var app = await StartAsync(effects, ("Process:Roles", "web"));
        await FoundAsync(app, "suspended");
        await BookAsync(app, Resting, 1, 3);
        await using (var system = await SystemAsync(app))
        {
            await using var transaction = await system.BeginTransactionAsync();
            var taken = await DeliveryQueue.TakeAsync(effects.Name, 200, system, CancellationToken.None);
            (taken.Events.Count, taken.Resting.Length).ShouldBe((0, 3));
            await app.Database.ScalarAsync($"UPDATE organizations SET state = 'active' WHERE id = '{Resting}'");
            await DeliveryQueue.ReturnAsync(effects.Name, 200, system, CancellationToken.None);
            await DeliveryQueue.ParkAsync(taken, system, CancellationToken.None);
            await transaction.CommitAsync();
        }

        (await app.Database.ScalarAsync(Parked)).ShouldBe(3L);
        await using var worker = app.StartAnother(services => services.AddSingleton<IEventConsumer>(effects));

        await Eventually.HoldsAsync(() => effects.Handed.Count == 3);
    }

    [Test]
    public async Task None_is_lost_or_done_twice_while_it_is_suspended_and_resumed_and_connections_break()
    {
        var effects = new Effects(breaks: true);
        await using var app = await StartAsync(effects);
        await using var another = app.StartAnother(services => services.AddSingleton<IEventConsumer>(effects));
        await FoundAsync(app, "active");

        for (var round = 0; round < 30; round++)
        {
            await BookAsync(app, round % 3 == 0 ? Working : Resting, 1 + (round * 50), 50);
            await app.Database.ScalarAsync($"UPDATE organizations SET state = '{(round % 2 == 0 ? "suspended" : "active")}' WHERE id = '{Resting}'");
            await Task.Delay(round * 7 % 60);
        }

        await Eventually.HoldsAsync(async () => (long)(await app.Database.ScalarAsync("SELECT count(DISTINCT number) FROM effects"))! == 1500);
        (await app.Database.ScalarAsync("SELECT count(*) FROM effects")).ShouldBe(1500L);
        effects.Broken.ShouldBeGreaterThan(0);
        (await app.Database.ScalarAsync("SELECT count(*) FROM event_deliveries WHERE consumer = 'effects' AND (parked OR state <> 'done')")).ShouldBe(0L);
    }

    private static async Task<TestApp> StartAsync(Effects effects, params (string Key, string Value)[] settings)
    {
        var app = await TestApp.StartAsync(services => services.AddSingleton<IEventConsumer>(effects), settings);
        await app.Database.ScalarAsync(
            $"CREATE TABLE effects (number int NOT NULL); GRANT INSERT ON effects TO {DatabaseOptions.SystemRole}");
        return app;
    }

    private static Task FoundAsync(TestApp app, string state) => app.Database.ScalarAsync($"""
        INSERT INTO organizations (id, slug, name, base_currency, time_zone, fiscal_year_start_month, state, created_at) VALUES
            ('{Resting}', 'resting', 'Resting', 'EUR', 'UTC', 1, '{state}', now()), ('{Working}', 'working', 'Working', 'EUR', 'UTC', 1, 'active', now())
        """);

    private static Task BookAsync(TestApp app, string organization, int first, int count) =>
        app.Database.ScalarAsync(Booking(organization, first, count));

    private static string Booking(string organization, int first, int count) => $$"""
        WITH booked AS (
            INSERT INTO events (organization_id, id, type, version, occurred_at, data, depth, origin)
            SELECT '{{organization}}', gen_random_uuid(), 'custom.counted', 1, now(), jsonb_build_object('number', number), 0, 'live'
            FROM generate_series({{first}}, {{first + count - 1}}) number
            RETURNING organization_id, id, position)
        INSERT INTO event_deliveries (organization_id, event_id, position, consumer) SELECT organization_id, id, position, 'effects' FROM booked
        """;

    private static async Task<NpgsqlConnection> SystemAsync(TestApp app)
    {
        var connection = new NpgsqlConnection(app.Database.System);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<long> BlocksReadAsync(NpgsqlConnection connection, string sql, int size)
    {
        await using var command = new NpgsqlCommand(
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql.Replace("$1", "'effects'", StringComparison.Ordinal)
                .Replace("$2", $"{size}", StringComparison.Ordinal), connection);
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
        var root = plan.RootElement[0].GetProperty("Plan");
        return root.GetProperty("Shared Hit Blocks").GetInt64() + root.GetProperty("Shared Read Blocks").GetInt64();
    }

    /// <summary>Leaves a row for each event; if asked to, it loses every fourth of the first connections after that.</summary>
    private sealed class Effects(bool breaks = false) : IEventConsumer
    {
        private readonly ConcurrentQueue<int> _handed = new();
        private int _batches;
        private int _broken;

        public string Name => "effects";

        public IReadOnlyCollection<int> Handed => _handed;

        public int Broken => _broken;

        public async Task HandleAsync(IReadOnlyList<StoredEvent> events, NpgsqlConnection connection, CancellationToken ct)
        {
            int[] numbers = [.. events.Select(e => e.Data.GetProperty("number").GetInt32())];
            await using var effect = new NpgsqlCommand("INSERT INTO effects SELECT * FROM unnest($1)", connection);
            effect.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = numbers });
            await effect.ExecuteNonQueryAsync(ct);
            if (breaks && Interlocked.Increment(ref _batches) is < 24 and var batch && batch % 4 == 2)
            {
                Interlocked.Increment(ref _broken);
                await using var kill = new NpgsqlCommand("SELECT pg_terminate_backend(pg_backend_pid())", connection);
                await kill.ExecuteNonQueryAsync(ct);
            }

            foreach (var number in numbers)
                _handed.Enqueue(number);
        }
    }
}

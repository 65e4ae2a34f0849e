using System.Collections.Concurrent;
using Financbase.Application.Events;
using Financbase.Application.Persistence;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Events;
using Financbase.Testing;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Events;

public sealed class EventDispatchTests
{
    [Test]
    public async Task An_event_commits_with_its_fact_and_reaches_each_consumer_once()
    {
        var first = new Recorder("first");
        var second = new Recorder("second");
        await using var app = await StartAsync(first, second);
        var organization = await app.FoundAsync("ours");

        await BookAsync(organization, ["a", "b", "c"], commit: true);

        await EventuallyAsync(() => first.Seen.Count == 3 && second.Seen.Count == 3);
        first.Seen.ShouldBe(["a", "b", "c"]);
        await Eventually.HoldsAsync(async () => (long)(await app.Database.ScalarAsync(
            "SELECT count(*) FROM event_deliveries WHERE state = 'done' AND attempts = 1 AND consumer IN ('first', 'second')"))! == 6);
    }

    [Test]
    public async Task A_fact_that_is_rolled_back_leaves_no_event()
    {
        await using var app = await StartAsync(new Recorder("only"));
        var organization = await app.FoundAsync("ours");

        await BookAsync(organization, ["a"], commit: false);

        (await app.Database.ScalarAsync("SELECT count(*) FROM events")).ShouldBe(0L);
        (await app.Database.ScalarAsync("SELECT count(*) FROM event_deliveries")).ShouldBe(0L);
    }

    [Test]
    public async Task A_bad_event_waits_alone_while_the_others_and_the_other_consumer_go_on()
    {
        var picky = new Recorder("picky", refuses: "bad");
        var easy = new Recorder("easy");
        await using var app = await StartAsync(picky, easy);
        var organization = await app.FoundAsync("ours");

        await BookAsync(organization, ["a", "bad", "c"], commit: true);

        await EventuallyAsync(() => picky.Seen.Contains("c") && easy.Seen.Count == 3);
        (await app.Database.ScalarAsync(
            "SELECT string_agg(state || ':' || (last_error IS NOT NULL), ',' ORDER BY position) FROM event_deliveries WHERE consumer = 'picky'"))
            .ShouldBe("done:false,pending:true,done:false");
    }

    [Test]
    public async Task Events_of_a_suspended_organization_wait_and_hold_up_no_other()
    {
        var consumer = new Recorder("only");
        await using var app = await StartAsync(consumer);
        var resting = await app.FoundAsync("resting");
        var working = await app.FoundAsync("working");
        await app.Database.ScalarAsync("UPDATE organizations SET state = 'suspended' WHERE slug = 'resting'");

        await BookAsync(resting, ["late"], commit: true);
        await BookAsync(working, ["now"], commit: true);
        await EventuallyAsync(() => consumer.Seen.Count == 1);
        consumer.Seen.ShouldBe(["now"]);

        await app.Database.ScalarAsync("UPDATE organizations SET state = 'active'");
        await EventuallyAsync(() => consumer.Seen.Count == 2);
    }

    [Test]
    public async Task A_consumers_effect_and_its_mark_commit_together()
    {
        var half = new Recorder("half", failsAfterEffect: true);
        await using var app = await StartAsync(half);
        var organization = await app.FoundAsync("ours");

        await BookAsync(organization, ["a"], commit: true);

        await EventuallyAsync(() => half.Attempts >= 2);
        (await app.Database.ScalarAsync("SELECT count(*) FROM events")).ShouldBe(1L);
    }

    [Test]
    public async Task The_operator_is_told_when_an_event_is_given_up()
    {
        var log = new ErrorLog();
        await using var app = await TestApp.StartAsync(services => services
            .AddSingleton<IEventConsumer>(new Recorder("picky", refuses: "bad")).AddSingleton<ILoggerProvider>(log));
        await BookAsync(await app.FoundAsync("ours"), ["bad"], commit: true);
        await Eventually.HoldsAsync(async () => (long)(await app.Database.ScalarAsync(
            "SELECT count(*) FROM event_deliveries WHERE consumer = 'picky' AND attempts > 0"))! == 1);

        await app.Database.ScalarAsync("UPDATE event_deliveries SET attempts = 9, due_at = now() WHERE consumer = 'picky' RETURNING 1");

        await Eventually.HoldsAsync(async () => (string)(await app.Database.ScalarAsync(
            "SELECT state FROM event_deliveries WHERE consumer = 'picky'"))! == "dead");
        await EventuallyAsync(() => log.Errors.Any(error => error.Contains("is not handed to picky any more", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_connection_that_breaks_under_a_consumer_ends_no_loop()
    {
        var breaker = new Breaker();
        await using var app = await TestApp.StartAsync(services => services.AddSingleton<IEventConsumer>(breaker));
        var organization = await app.FoundAsync("ours");
        await BookAsync(organization, ["a"], commit: true);

        await EventuallyAsync(() => breaker.Done);
    }

    /// <summary>Loses its connection five times, as when the server restarts.</summary>
    private sealed class Breaker : IEventConsumer
    {
        private int _attempts;

        public bool Done { get; private set; }

        public string Name => "breaker";

        public async Task HandleAsync(IReadOnlyList<StoredEvent> events, NpgsqlConnection connection, CancellationToken ct)
        {
            if (Interlocked.Increment(ref _attempts) <= 5)
            {
                await using var kill = new NpgsqlCommand("SELECT pg_terminate_backend(pg_backend_pid())", connection);
                await kill.ExecuteNonQueryAsync(ct);
            }
            else
            {
                Done = true;
            }
        }
    }

    private static Task<TestApp> StartAsync(params Recorder[] recorders) => TestApp.StartAsync(services =>
    {
        foreach (var recorder in recorders)
        {
            services.AddSingleton<IEventConsumer>(recorder);
        }
    });

    private static async Task BookAsync(TestOrganization organization, string[] names, bool commit)
    {
        await using var scope = organization.EnterAs();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await using var work = await unitOfWork.BeginAsync(readOnly: false, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IEventLog>().AppendAsync(
            [.. names.Select(name => new ApiKeyRevoked(EntityId.New<ApiKeyId>(), name, "public", EntityId.New<UserId>()))],
            CancellationToken.None);
        if (commit)
        {
            await work.CommitAsync(CancellationToken.None);
        }
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 200 && !condition(); i++)
        {
            await Task.Delay(50);
        }

        condition().ShouldBeTrue();
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _errors = new();

        public IReadOnlyCollection<string> Errors => _errors;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                _errors.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class Recorder(string name, string? refuses = null, bool failsAfterEffect = false) : IEventConsumer
    {
        private readonly ConcurrentQueue<string> _seen = new();
        private int _attempts;

        public string Name => name;

        public IReadOnlyCollection<string> Seen => _seen;

        public int Attempts => _attempts;

        public async Task HandleAsync(IReadOnlyList<StoredEvent> events, NpgsqlConnection connection, CancellationToken ct)
        {
            Interlocked.Increment(ref _attempts);
            string[] names = [.. events.Select(e => e.Data.GetProperty("name").GetString()!)];
            if (names.Contains(refuses))
            {
                throw new InvalidOperationException("Not this one.");
            }

            if (failsAfterEffect)
            {
                await using var effect = new NpgsqlCommand(
                    "INSERT INTO events (organization_id, id, type, version, occurred_at, data, depth, origin) " +
                    "SELECT organization_id, gen_random_uuid(), type, version, now(), data, 0, origin FROM events LIMIT 1", connection);
                await effect.ExecuteNonQueryAsync(ct);
                throw new InvalidOperationException("After the effect.");
            }

            foreach (var seen in names)
            {
                _seen.Enqueue(seen);
            }
        }
    }
}

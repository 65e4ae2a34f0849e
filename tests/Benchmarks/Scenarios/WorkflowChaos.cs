using System.Diagnostics;
using System.Net.Http.Json;
using Financbase.Benchmarks.Measuring;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Npgsql;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>
/// Two workers that are killed, frozen beyond their leases and cut off from the database, which falls and recovers and is
/// stopped and started, at random moments, while executions call, write, post to the ledger, wait and loop. Nothing may be lost,
/// no effect may happen twice, and the books hold what the executions should have posted, to the cent.
/// </summary>
internal sealed class WorkflowChaos : IScenario
{
    private const int Count = 5_000;
    private const int Rounds = 5;

    /// <summary>Booked before each blow of these rounds, so that every blow meets executions on their way; the rest at once.</summary>
    private const int Wave = 100;
    private static readonly int AtFirst = Count - (Rounds * Enum.GetValues<Blow>().Length * Wave);
    private const int Seed = 11;
    private const string Open = "SELECT count(*) FROM workflow_executions WHERE status NOT IN ('succeeded', 'failed', 'cancelled', 'parked')";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    public string Name => "chaos";

    public string Describes => $"{Count:#,##0} executions by two workers that are killed, frozen and cut off, on a database that falls, is stopped and is started again; 10,000 timers due at once";

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct)
    {
        PostgresServer.DemandOwn();
        await using var stage = await Stage.SetAsync();
        await using var sink = await HttpSink.StartAsync(async (_, http) => await Task.Delay(30, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
        string workflow, timers;
        await using (var web = stage.Run("web"))
        {
            using var api = stage.Api(await web.AddressAsync());
            await Stage.DataAsync(await api.PostAsJsonAsync("/api/chart", new { template = "small-business" }, ct));
            workflow = await Executions.PublishAsync(api, Definition.Replace("SINK", $"{sink.Address}", StringComparison.Ordinal));
            timers = await Executions.PublishAsync(api, """{"name":"Timers","trigger":{"type":"manual"},"steps":[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]}""");
        }

        await Executions.BookAsync(stage, workflow, AtFirst);
        var clock = Stopwatch.StartNew();
        var blows = await DisturbAsync(stage, workflow, clock, ct);
        var took = clock.Elapsed;
        List<Measure> measures = [.. await BooksAsync(stage, ct), .. await CheckAsync(stage, sink, ct), .. Enum.GetValues<Blow>().Select(blow => new Measure(Word(blow), blows.Count(one => one == blow), "times")), new("all ended after", took.TotalSeconds, "s")];
        measures.AddRange(await TimersAsync(stage, timers, ct));
        return measures;
    }

    private const string Definition = """
        {"name":"Chaos","trigger":{"type":"manual"},"steps":[
          {"key":"shape","type":"transform","config":{"set":{"n":"{{ trigger.body.amount }}"}},"next":{"default":"call"}},
          {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK","body":{"n":"{{ steps.shape.output.n }}"}},"retry":{"attempts":5,"delay":"PT0.2S"},"next":{"default":"note"}},
          {"key":"note","type":"recordMetric","config":{"name":"chaos","value":"{{ steps.shape.output.n }}","labels":{"run":"{{ trigger.body.id }}"}},"next":{"default":"post"}},
          {"key":"post","type":"postJournalEntry","config":{"date":"2026-02-01","memo":"{{ trigger.body.id }}","lines":[
            {"account":"6100","debit":"{{ trigger.body.id | remove: 'o-' }}"},{"account":"1010","credit":"{{ trigger.body.id | remove: 'o-' }}"}]},"next":{"default":"wait"}},
          {"key":"wait","type":"delay","config":{"duration":"PT1S"},"next":{"default":"each"}},
          {"key":"each","type":"forEach","config":{"items":[1,2,3],"body":"one"},"next":{"default":"end"}},
          {"key":"one","type":"transform","config":{"set":{"n":"{{ item }}"}}},
          {"key":"end","type":"transform","config":{"set":{"all":"{{ steps.each.output.results }}"}}}]}
        """;

    private static WebProcess Worker(Stage stage) => stage.Run(
        "worker",
        ("Workflows:Heartbeat", "00:00:00.500"), ("Workflows:StaleAfter", $"{Lease}"), ("Egress:AllowedNetworks:0", "127.0.0.0/8"), ("Workflows:Slots", "200"));

    /// <summary>So many rounds of every blow, and on until everything has ended.</summary>
    private static async Task<IReadOnlyList<Blow>> DisturbAsync(Stage stage, string workflow, Stopwatch clock, CancellationToken ct)
    {
        var random = new Random(Seed);
        WebProcess[] workers = [Worker(stage), Worker(stage)];
        var dealt = new List<Blow>();
        for (var round = 0; round < Rounds || await LeftAsync(stage, ct) > 0; round++)
        {
            foreach (var blow in Shuffled(random))
            {
                var left = await LeftAsync(stage, ct);
                if (clock.Elapsed > Patience)
                    throw new InvalidOperationException($"{left} executions have not ended.");
                if (round < Rounds)
                    await Executions.BookAsync(stage, workflow, Wave, after: AtFirst + (dealt.Count * Wave));
                await Task.Delay(random.Next(1_000, 4_000), ct);
                await DealAsync(blow, stage, workers, random, ct);
                dealt.Add(blow);
            }
        }

        foreach (var worker in workers)
            await worker.DisposeAsync();
        return dealt;
    }

    private static async Task DealAsync(Blow blow, Stage stage, WebProcess[] workers, Random random, CancellationToken ct)
    {
        var victim = random.Next(workers.Length);
        switch (blow)
        {
            case Blow.Freeze:
                workers[victim].Freeze();
                await Task.Delay(Lease * 2, ct);
                workers[victim].GoOn();
                break;
            case Blow.Cut:
                await LeftAsync(stage, ct);
                await stage.App.Database.ScalarAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename LIKE 'financbase%' AND datname = current_database()");
                break;
            case Blow.Fall:
                await PostgresServer.FallAsync(stage.App.Database);
                break;
            case Blow.StopFast or Blow.StopImmediate:
                await PostgresServer.StopAsync(blow == Blow.StopFast ? "fast" : "immediate", ct);
                await Task.Delay(random.Next(500, 4_000), ct);
                await PostgresServer.StartAsync(ct);
                break;
            default:
                await workers[victim].DisposeAsync();
                workers[victim] = Worker(stage);
                break;
        }
    }

    /// <summary>What is done to them, each once in every round.</summary>
    private enum Blow
    {
        Kill,
        Freeze,
        Cut,
        Fall,
        StopFast,
        StopImmediate,
    }

    private static string Word(Blow blow) => blow switch
    {
        Blow.Kill => "killed",
        Blow.Freeze => "frozen beyond the lease",
        Blow.Cut => "connections cut",
        Blow.Fall => "PostgreSQL fell and recovered",
        Blow.StopFast => "PostgreSQL stopped and started again",
        _ => "PostgreSQL stopped at once, without a checkpoint, and started again",
    };

    private static Blow[] Shuffled(Random random)
    {
        var blows = Enum.GetValues<Blow>();
        random.Shuffle(blows);
        return blows;
    }

    /// <summary>How many have not ended, as soon as the database answers again.</summary>
    private static async Task<long> LeftAsync(Stage stage, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await stage.CountAsync(Open);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100, ct);
            }
        }
    }

    /// <summary>Each execution posts its own number: what is missing or doubled shows in the sum as well as in the count.</summary>
    private static async Task<IReadOnlyList<Measure>> BooksAsync(Stage stage, CancellationToken ct)
    {
        var entries = await stage.CountAsync("SELECT count(*) FROM journal_entries");
        var faults = await stage.App.Database.ScalarAsync("""
            SELECT string_agg(concat(run, ' has ', COALESCE(entries, 0)), ', ') FROM (
                SELECT COALESCE(x.run, e.memo) AS run, e.entries FROM (SELECT input -> 'body' ->> 'id' AS run FROM workflow_executions) x
                FULL JOIN (SELECT memo, count(*) AS entries FROM journal_entries GROUP BY memo) e ON e.memo = x.run
                WHERE x.run IS NULL OR e.entries IS DISTINCT FROM 1 LIMIT 20) t
            """);
        Demand(faults is DBNull && entries == Count, $"{entries} entries are in the books instead of one for each of {Count} executions: {faults}");

        const long Posted = Count * (Count + 1L) / 2;
        await using var web = stage.Run("web");
        using var api = stage.Api(await web.AddressAsync());
        var balances = (await Stage.DataAsync(await api.GetAsync("/api/reports/trial-balance", ct))).GetProperty("rows").EnumerateArray()
            .Where(row => row.GetProperty("balance").GetProperty("value").GetString() != "0.00")
            .Select(row => $"{row.GetProperty("account").GetProperty("code")}: {row.GetProperty("balance").GetProperty("value")}");
        Demand(string.Join(", ", balances) == $"1010: -{Posted}.00, 6100: {Posted}.00", $"the trial balance is {string.Join(", ", balances)} and not {Posted} from 1010 to 6100");
        await stage.VerbAsync("ledger", "verify", "--organization", stage.Slug);
        return [new("journal entries doubled or missing", entries - Count, "entries"), new("posted, as the trial balance tells", Posted, "EUR")];
    }

    private static async Task<IReadOnlyList<Measure>> CheckAsync(Stage stage, HttpSink sink, CancellationToken ct)
    {
        var succeeded = await stage.CountAsync("SELECT count(*) FROM workflow_executions WHERE status = 'succeeded'");
        var notes = await stage.CountAsync("SELECT count(*) FROM metrics WHERE name = 'chaos'");
        var noted = await stage.CountAsync("SELECT count(DISTINCT labels->>'run') FROM metrics WHERE name = 'chaos'");
        var twice = await stage.CountAsync("""
            SELECT count(*) FROM (
                SELECT FROM workflow_step_executions WHERE status = 'succeeded' GROUP BY execution_id, path, step HAVING count(*) > 1) t
            """);
        var whole = await stage.CountAsync("""SELECT count(*) FROM workflow_executions WHERE output::text = '{"all":[{"n":1},{"n":2},{"n":3}]}'""");
        var left = await stage.CountAsync("SELECT (SELECT count(*) FROM workflow_ready) + (SELECT count(*) FROM workflow_timers)");
        var keys = sink.Requests.Select(request => request.IdempotencyKey).ToList();
        ct.ThrowIfCancellationRequested();
        var others = await stage.App.Database.ScalarAsync("""
            SELECT string_agg(DISTINCT concat_ws(' ', status, parked_reason, failed_step, error->>'code'), ', ') FROM workflow_executions WHERE status <> 'succeeded'
            """);
        Demand(succeeded == Count, $"{succeeded} of {Count} succeeded, the others: {others}");
        Demand(notes == Count && noted == Count, $"{notes} rows of {noted} executions were written instead of {Count} of {Count}");
        Demand(twice == 0, $"{twice} steps succeeded twice");
        Demand(whole == Count, $"{whole} have their whole output");
        Demand(left == 0, $"{left} rows are left in the queue");
        Demand(keys.Distinct().Count() == Count, $"{keys.Distinct().Count()} keys reached the other side instead of {Count}");
        return
        [
            new("executions lost", Count - succeeded, "executions"),
            new("database effects doubled or missing", notes - Count, "effects"),
            new("effective calls, told apart by their key", keys.Distinct().Count(), "calls"),
            new("calls repeated under the same key", keys.Count - Count, "calls"),
        ];
    }

    private static async Task<IReadOnlyList<Measure>> TimersAsync(Stage stage, string workflow, CancellationToken ct)
    {
        const int Timers = 10_000;
        await using var worker = Worker(stage);
        await Executions.BookAsync(stage, workflow, Timers);
        await Executions.UntilAsync(stage, "SELECT count(*) FROM (SELECT FROM workflow_executions WHERE status IN ('queued', 'running') LIMIT 1) t", ct);
        var due = await stage.CountAsync("WITH due AS (UPDATE workflow_timers SET due_at = now() + interval '3 seconds' RETURNING 1) SELECT count(*) FROM due");
        Demand(due == Timers, $"{due} timers wait instead of {Timers}");
        await Executions.UntilAsync(stage, "SELECT count(*) FROM (SELECT FROM workflow_executions WHERE finished_at IS NULL LIMIT 1) t", ct);
        var seconds = Convert.ToDouble(await stage.App.Database.ScalarAsync("""
            SELECT extract(epoch FROM max(finished_at) - min(finished_at)) FROM workflow_executions e JOIN workflows w ON w.id = e.workflow_id AND w.name = 'Timers'
            """), System.Globalization.CultureInfo.InvariantCulture);
        var ended = await stage.CountAsync("SELECT count(*) FROM workflow_executions e JOIN workflows w ON w.id = e.workflow_id AND w.name = 'Timers' WHERE e.status = 'succeeded'");
        Demand(ended == Timers, $"{ended} of {Timers} went on");
        return [new($"{Timers:#,##0} timers due at once, from the first end to the last", seconds, "s")];
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException($"The engine broke its promise: {otherwise}.");
    }
}

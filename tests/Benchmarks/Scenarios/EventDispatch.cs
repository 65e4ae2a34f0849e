using System.Diagnostics;
using System.Net.Http.Json;
using Financbase.Benchmarks.Measuring;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>Events that waited for a worker: handed to every consumer, past the filter of a published workflow.</summary>
internal sealed class EventDispatch : IScenario
{
    private const int Events = 40_000;
    private const string Done = "SELECT count(*) FROM event_deliveries WHERE state = 'done'";
    private const string Open = "SELECT count(*) FROM (SELECT FROM event_deliveries WHERE state = 'pending' LIMIT 1) open";
    // What this costs is in the share of PostgreSQL, and in none of its statements.
    private const string Again = "UPDATE event_deliveries SET state = 'pending' WHERE state = 'done'";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public string Name => "dispatch";

    public string Describes => $"{Events:#,##0} events of bank lines, each given to all consumers and compared with a workflow's filter";

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct)
    {
        await using var stage = await Stage.SetAsync();
        await BookAsync(stage);
        await PostgresServer.SettleAsync(stage.App.Database);

        await using var worker = stage.Run("worker");
        while (await stage.CountAsync(Done) == 0)
            await Task.Delay(Look, ct);
        var begun = await stage.CountAsync(Done);
        var cpu = await CpuMeter.StartAsync(worker.Id);
        var clock = Stopwatch.StartNew();
        while (await stage.CountAsync(Open) > 0)
            await Task.Delay(Look, ct);
        var seconds = clock.Elapsed.TotalSeconds;
        var (web, postgres) = cpu.Spent();
        var handed = await stage.CountAsync(Done) - begun;
        var profile = await WholeProfile.OfAsync(stage, worker.Id, "dispatch", async () =>
        {
            await stage.App.Database.ScalarAsync(Again);
            while (await stage.CountAsync(Open) > 0)
                await Task.Delay(Look, ct);
        });
        return
        [
            new("deliveries", handed / seconds, "events/s", Goal.Least(2_000)),
            new("processor time of one, worker", web / handed, "ms"),
            new("processor time of one, PostgreSQL", postgres / handed, "ms"),
            .. profile,
        ];
    }

    /// <summary>No worker runs yet: the events wait.</summary>
    private static async Task BookAsync(Stage stage)
    {
        await using var web = stage.Run("web");
        using var api = stage.Api(await web.AddressAsync());
        var workflow = await Stage.DataAsync(await api.PostAsJsonAsync("/api/workflows", Unmatched));
        await Stage.DataAsync(await api.PostAsJsonAsync($"/api/workflows/{workflow.GetProperty("id").GetString()}/publish", new { }));
        await Stage.ImportAsync(api, await Stage.OpenAccountAsync(api, "Operating account"), ManyLines.Csv(Events));
    }

    private static object Unmatched => new
    {
        name = "Very large payments",
        trigger = new { type = "event", @event = "bank_transaction.created", filter = new { field = "trigger.amount.value", op = "lt", value = -1_000_000 } },
        steps = new object[] { new { key = "note", type = "transform", config = new { set = new { amount = "{{ trigger.amount.value }}" } } } },
    };
}

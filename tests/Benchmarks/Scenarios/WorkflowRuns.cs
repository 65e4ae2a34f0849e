using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Financbase.Benchmarks.Measuring;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>
/// What an execution costs, with its history saved: started by a call that the workflow answers, and out of the queue.
/// Web and worker are one process, as they are for a small installation.
/// </summary>
internal sealed class WorkflowRuns : IScenario
{
    private const int Queued = 20_000;
    private const int Profiled = 50;
    private const int ProfiledCalls = 20_000;
    private const string Left = "SELECT count(*) FROM (SELECT FROM workflow_executions WHERE finished_at IS NULL LIMIT 1) open";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private static readonly (string Name, object[] Steps)[] Shapes =
    [
        ("webhook → transform → condition → respond",
        [
            new { key = "shape", type = "transform", config = new { set = new { id = "{{ trigger.body.id }}", amount = "{{ trigger.body.amount }}" } }, next = new { @default = "big" } },
            new { key = "big", type = "condition", config = new { field = "steps.shape.output.amount", op = "gt", value = 100 }, next = new { @true = "yes", @false = "no" } },
            new { key = "yes", type = "respond", config = new { body = new { large = true, of = "{{ steps.shape.output.id }}" } } },
            new { key = "no", type = "respond", config = new { body = new { large = false, of = "{{ steps.shape.output.id }}" } } },
        ]),
        ("10 transforms",
        [
            .. Enumerable.Range(0, 10).Select(step => (object)new
            {
                key = $"t{step}",
                type = "transform",
                config = new { set = new { n = step == 0 ? "{{ trigger.body.amount }}" : $"{{{{ steps.t{step - 1}.output.n }}}}", text = "Order {{ trigger.body.id }}" } },
                next = step < 9 ? new { @default = $"t{step + 1}" } : null,
            }),
        ]),
    ];

    public string Name => "workflows";

    public string Describes => "executions with their history: through HTTP at 1, 10 and 50 connections, and out of the queue";

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct)
    {
        await using var stage = await Stage.SetAsync();
        await using var process = stage.Run("web,worker");
        var address = await process.AddressAsync();
        using var api = stage.Api(address);
        using var caller = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = address };
        var measures = new List<Measure>();
        foreach (var (shape, steps) in Shapes)
        {
            var (workflow, hook) = await PublishAsync(api, shape, steps);
            foreach (var (connections, calls) in new[] { (1, 1_500), (10, 10_000), (50, 20_000) })
            {
                await Load.RunAsync(connections, calls / 4, number => CallAsync(caller, hook, number));
                var cpu = await CpuMeter.StartAsync(process.Id);
                var times = await Load.RunAsync(connections, calls, number => CallAsync(caller, hook, number));
                await SettleAsync(stage, ct);
                var (web, postgres) = cpu.Spent();
                measures.Add(new($"{shape}, {connections} at once", times.PerSecond, "executions/s", connections == 50 ? Goal.Least(2_200) : null));
                measures.Add(new($"{shape}, {connections} at once, 95 of 100 within", times.Percentile(0.95), "ms"));
                measures.Add(new($"{shape}, {connections} at once, processor time, process and PostgreSQL", (web + postgres) / calls, "ms", connections == 50 ? Goal.Most(0.9) : null));
                measures.Add(new($"{shape}, {connections} at once, of that PostgreSQL", postgres / calls, "ms"));
            }

            measures.AddRange(await QueueAsync(stage, process.Id, shape, workflow, ct));
            measures.AddRange(await WholeProfile.OfAsync(stage, process.Id, shape, () => Load.RunAsync(Profiled, ProfiledCalls, number => CallAsync(caller, hook, number))));
        }

        return measures;
    }

    /// <summary>Engine only: the executions are booked by a statement and nobody waits for an answer.</summary>
    private static async Task<IReadOnlyList<Measure>> QueueAsync(Stage stage, int process, string shape, string workflow, CancellationToken ct)
    {
        var cpu = await CpuMeter.StartAsync(process);
        var clock = Stopwatch.StartNew();
        await Executions.BookAsync(stage, workflow, Queued);
        await SettleAsync(stage, ct);
        var seconds = clock.Elapsed.TotalSeconds;
        var (web, postgres) = cpu.Spent();
        return
        [
            new($"{shape}, out of the queue", Queued / seconds, "executions/s"),
            new($"{shape}, out of the queue, processor time, process and PostgreSQL", (web + postgres) / Queued, "ms"),
            new($"{shape}, out of the queue, of that PostgreSQL", postgres / Queued, "ms"),
        ];
    }

    private static async Task SettleAsync(Stage stage, CancellationToken ct)
    {
        while (await stage.CountAsync(Left) > 0)
            await Task.Delay(Look, ct);
    }

    private static async Task<(string Id, string Hook)> PublishAsync(HttpClient api, string name, object[] steps)
    {
        var definition = JsonSerializer.Serialize(new { name, trigger = new { type = "webhook", verify = "none" }, steps });
        var created = await Stage.DataAsync(await api.PostAsync("/api/workflows", new StringContent(definition, Encoding.UTF8, "application/json")));
        var id = created.GetProperty("id").GetString()!;
        await Stage.DataAsync(await api.PostAsJsonAsync($"/api/workflows/{id}/publish", new { }));
        return (id, new Uri(created.GetProperty("triggers")[0].GetProperty("url").GetString()!).AbsolutePath);
    }

    private static async Task CallAsync(HttpClient caller, string hook, int number)
    {
        using var body = new StringContent($$"""{"id":"o-{{number}}","amount":120}""", Encoding.UTF8, "application/json");
        using var answer = await caller.PostAsync(hook, body);
        answer.EnsureSuccessStatusCode();
    }
}

using Financbase.Benchmarks.Measuring;
using Financbase.Testing.Hosting;

namespace Financbase.Benchmarks.Scenarios;

/// <summary>What one organization's executions wait while another one has a backlog.</summary>
internal sealed class WorkflowFairness : IScenario
{
    private const int Backlog = 100_000;
    private const int Starts = 200;

    public string Name => "fairness";

    public string Describes => $"the wait of one organization's executions beside another's backlog of {Backlog:#,##0}";

    public async Task<IReadOnlyList<Measure>> RunAsync(CancellationToken ct)
    {
        await using var busy = await Stage.SetAsync();
        var small = await busy.App.FoundAsync("small");
        await using var worker = busy.Run("web,worker");
        var address = await worker.AddressAsync();
        using var api = busy.Api(address);
        using var other = busy.Api(address);
        other.DefaultRequestHeaders.Authorization = new("Bearer", await small.IssueKeyAsync(await small.AddMemberAsync("owner")));
        var many = await Executions.PublishAsync(api, Definition);
        var few = await Executions.PublishAsync(other, Definition);

        await WaitsAsync(busy, few, ct);
        var alone = await WaitsAsync(busy, few, ct);

        // A quiet time, and then a burst: to the planner the queue is still the empty table that vacuum left.
        await busy.App.Database.ScalarAsync("VACUUM ANALYZE workflow_ready");
        await WaitsAsync(busy, few, ct);
        await Executions.BookAsync(busy, many, Backlog);
        var beside = await WaitsAsync(busy, few, ct);
        var left = await busy.CountAsync("SELECT count(*) FROM workflow_ready");
        if (left == 0)
            throw new InvalidOperationException("The backlog had ended before the measuring.");
        return
        [
            new("alone, half wait at most", alone[0], "ms"),
            new("alone, 95 of 100 wait at most", alone[1], "ms"),
            new("beside the backlog, half wait at most", beside[0], "ms"),
            new("beside the backlog, 95 of 100 wait at most", beside[1], "ms"),
            new("change of the latter", (beside[1] / alone[1] - 1) * 100, "%", Goal.Most(20)),
            new("backlog left meanwhile", left, "executions"),
        ];
    }

    private const string Definition = """
        {"name":"Small","trigger":{"type":"manual"},"steps":[
          {"key":"a","type":"transform","config":{"set":{"n":"{{ trigger.body.amount }}"}},"next":{"default":"b"}},
          {"key":"b","type":"transform","config":{"set":{"n":"{{ steps.a.output.n }}"}}}]}
        """;

    /// <summary>From being booked to the start, half and 95 of 100, of starts that come one after the other.</summary>
    private static async Task<double[]> WaitsAsync(Stage stage, string workflow, CancellationToken ct)
    {
        var since = await stage.App.Database.ScalarAsync("SELECT clock_timestamp()::text");
        for (var start = 0; start < Starts; start++)
        {
            await Executions.BookAsync(stage, workflow, 1);
            await stage.App.Database.ScalarAsync("SELECT pg_notify('financbase_wake_up', 'workflows.ready')");
            await Task.Delay(20, ct);
        }

        await Executions.UntilAsync(stage, $"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{workflow}' AND finished_at IS NULL", ct);
        return (double[])(await stage.App.Database.ScalarAsync($"""
            SELECT percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY extract(epoch FROM started_at - created_at) * 1000)
            FROM workflow_executions WHERE workflow_id = '{workflow}' AND created_at > '{since}'
            """))!;
    }
}

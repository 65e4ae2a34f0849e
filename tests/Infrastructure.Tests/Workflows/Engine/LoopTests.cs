using Financbase.Testing.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class LoopTests
{
    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task Each_item_is_worked_on_once_under_its_own_key_and_the_results_keep_their_order()
    {
        await using var sink = await HttpSink.StartAsync();
        await _scene.StartWorkerAsync();
        var workflow = await _scene.PublishAsync("""
            [{"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"call","concurrency":3},"next":{"default":"sum"}},
             {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK","body":{"n":"{{ item.n }}"}},"next":{"default":"keep"}},
             {"key":"keep","type":"transform","config":{"set":{"n":"{{ item.n }}","status":"{{ steps.call.output.status }}"}}},
             {"key":"sum","type":"transform","config":{"set":{"all":"{{ steps.each.output.results }}","count":"{{ steps.each.output.count }}"}}}]
            """.Replace("SINK", $"{sink.Address}"));
        var id = await _scene.StartAsync(workflow, """{"list":[{"n":1},{"n":2},{"n":3},{"n":4},{"n":5}]}""");

        await _scene.WaitForAsync(id, "succeeded");

        sink.Requests.Select(request => request.IdempotencyKey).Order()
            .ShouldBe(Enumerable.Range(0, 5).Select(at => $"{id}/each[{at}]/call"));
        (await _scene.ScalarAsync<string>($"SELECT output::text FROM workflow_executions WHERE id = '{id}'")).ShouldBe(
            """{"all":[{"n":1,"status":200},{"n":2,"status":200},{"n":3,"status":200},{"n":4,"status":200},{"n":5,"status":200}],"count":5}""");
    }

    [Test]
    public async Task A_loop_whose_worker_dies_goes_on_where_it_was_and_still_knows_all_results()
    {
        await using var sink = await HttpSink.StartAsync(async (request, context) =>
            await Task.Delay(request.Body.Contains('3') ? 3_000 : 10, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
        var workflow = await _scene.PublishAsync("""
            [{"key":"each","type":"forEach","config":{"items":[1,2,3,4],"body":"call"},"next":{"default":"sum"}},
             {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK","body":{"n":"{{ item }}"}},"next":{"default":"keep"}},
             {"key":"keep","type":"transform","config":{"set":{"n":"{{ item }}"}}},
             {"key":"sum","type":"transform","config":{"set":{"all":"{{ steps.each.output.results }}"}}}]
            """.Replace("SINK", $"{sink.Address}"));
        await _scene.StartWorkerAsync(("Workflows:Drain", "00:00:00.010"));
        var id = await _scene.StartAsync(workflow);
        await EngineScene.UntilAsync(() => Task.FromResult(sink.Requests.Count), count => count == 3);
        await _scene.StopWorkersAsync();

        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(id, "succeeded");

        sink.Requests.Select(request => request.IdempotencyKey).Distinct().Order().ShouldBe(Enumerable.Range(0, 4).Select(at => $"{id}/each[{at}]/call"));
        (await _scene.ScalarAsync<string>($"SELECT output::text FROM workflow_executions WHERE id = '{id}'")).ShouldBe(
            """{"all":[{"n":1},{"n":2},{"n":3},{"n":4}]}""");
    }

    [Test]
    public async Task A_thousand_items_keep_the_state_small()
    {
        await _scene.StartWorkerAsync();
        var workflow = await _scene.PublishAsync("""
            [{"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"one","concurrency":10}},
             {"key":"one","type":"transform","config":{"set":{"n":"{{ item }}"}},"next":{"default":"two"}},
             {"key":"two","type":"transform","config":{"set":{"m":"{{ steps.one.output.n }}"}}}]
            """);
        var id = await _scene.StartAsync(workflow, $$"""{"list":[{{string.Join(',', Enumerable.Range(0, 1000))}}]}""");

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<int>($"SELECT (output->'results'->999->>'m')::int FROM workflow_executions WHERE id = '{id}'")).ShouldBe(999);
        (await _scene.ScalarAsync<int>($"SELECT length(state::text) FROM workflow_executions WHERE id = '{id}'")).ShouldBeLessThan(1_000);
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_step_executions WHERE execution_id = '{id}' AND status = 'succeeded'")).ShouldBe(2_001);
    }
}

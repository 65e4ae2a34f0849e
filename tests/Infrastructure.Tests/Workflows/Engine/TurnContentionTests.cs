using Financbase.Domain.Workflows;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Many begin, end and are cancelled for one another at once, and nobody waits for somebody who waits for them.</summary>
public sealed class TurnContentionTests
{
    private const string ShortOrLong = """
        [{"key":"long","type":"condition","config":{"field":"trigger.long","op":"eq","value":true},"next":{"true":"hour","false":"moment"}},
         {"key":"moment","type":"delay","config":{"duration":"PT0.005S"}},
         {"key":"hour","type":"delay","config":{"duration":"PT1H"}}]
        """;

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        await _scene.StartWorkerAsync();
        await _scene.StartWorkerAsync();
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [TestCase(1, false)]
    [TestCase(2, false)]
    [TestCase(2, true)]
    public async Task Starts_that_cancel_the_oldest_never_lock_against_its_checkpoints(int most, bool asChildren)
    {
        var inner = await _scene.PublishAsync(ShortOrLong, more: $$""" "concurrency":{"most":{{most}},"whenFull":"cancelOldest"} """);
        var outer = asChildren ? await _scene.PublishAsync(Sub(inner)) : inner;

        await Parallel.ForAsync(0, 8, async (_, _) =>
        {
            for (var number = 0; number < 20; number++)
                await _scene.StartAsync(outer, """{"long":false}""");
        });
        await BegunAsync(160);
        await Parallel.ForAsync(0, 8, async (_, _) => await _scene.StartAsync(outer, """{"long":true}"""));
        await BegunAsync(168);

        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>(
            $"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{inner}' AND finished_at IS NULL"), open => open == most, seconds: 60);
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<string>("SELECT string_agg(running::text, ' ') FROM workflow_turns"),
            turns => turns == string.Join(' ', Enumerable.Repeat("true", most)));
        (await _scene.ScalarAsync<long>(
            $"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{inner}' AND finished_at IS NULL AND input->>'long' = 'true' AND status IN ('queued', 'running', 'waiting')")).ShouldBe(most);
        (await DeadlocksAsync()).ShouldBe(0);

        Task BegunAsync(int count) => EngineScene.UntilAsync(
            () => _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{inner}'"), booked => booked == count, seconds: 60);
    }

    private static string Sub(WorkflowId workflow) =>
        """[{"key":"sub","type":"subWorkflow","config":{"workflow":"ID","input":{"long":"{{ trigger.long }}"}}}]""".Replace("ID", $"{workflow}");

    /// <summary>A connection tells what it has met when it is closed, or seconds later.</summary>
    private async Task<long> DeadlocksAsync()
    {
        const string Others = "FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";
        await _scene.StopWorkersAsync();
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>($"SELECT count(pg_terminate_backend(pid)) {Others}"), others => others == 0);
        return await _scene.ScalarAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
    }
}

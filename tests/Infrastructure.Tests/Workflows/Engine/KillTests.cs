using System.Collections.Concurrent;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>The promise of the engine: the process may be killed at any moment, and everything still ends.</summary>
public sealed class KillTests
{
    private const int Calling = 25;
    private const int Waiting = 25;

    [Test]
    public async Task After_kill_9_all_waiting_and_calling_executions_end_with_one_effect_each()
    {
        var effects = new ConcurrentDictionary<string, bool>();
        await using var sink = await HttpSink.StartAsync(async (request, context) =>
        {
            await Task.Delay(1500, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            effects.TryAdd(request.IdempotencyKey!, true);
        });
        await using var scene = await EngineScene.BuildAsync();
        var calling = await scene.PublishAsync("""
            [{"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK"}}]
            """.Replace("SINK", $"{sink.Address}"));
        var waiting = await scene.PublishAsync("""
            [{"key":"wait","type":"delay","config":{"duration":"PT4S"},"next":{"default":"call"}},
             {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK"}}]
            """.Replace("SINK", $"{sink.Address}"));

        await using var first = Start(scene);
        var ids = (await scene.StartAsync(waiting, Waiting)).Concat(await scene.StartAsync(calling, Calling)).ToList();
        await EngineScene.UntilAsync(() => Task.FromResult(sink.Requests.Count), count => count >= Calling, seconds: 60);
        await EngineScene.UntilAsync(() => CountAsync(scene, "waiting"), count => count == Waiting);
        await first.KillAsync();

        var inFlight = await InFlightAsync(scene);
        inFlight.Count.ShouldBeGreaterThan(0);
        await using var second = Start(scene);
        await scene.WaitForAllAsync("succeeded", Calling + Waiting, seconds: 60);

        var keys = sink.Requests.Select(request => request.IdempotencyKey!).ToList();
        keys.Distinct().Order().ShouldBe(ids.Select(id => $"{id}/call").Order());
        keys.CountBy(key => key).Where(key => key.Value > 1).Select(key => key.Key).ShouldBeSubsetOf(inFlight);
        effects.Count.ShouldBe(Calling + Waiting);
        (await scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'workflow.execution_succeeded'")).ShouldBe(Calling + Waiting);
    }

    private static WebProcess Start(EngineScene scene) => WebProcess.Start(
        scene.Database, ("Process:Roles", "web,worker"), ("Egress:AllowedNetworks:0", "127.0.0.0/8"), ("Encryption:Key", EngineWorker.EncryptionKey));

    private static Task<long> CountAsync(EngineScene scene, string status) =>
        scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE status = '{status}'");

    /// <summary>Keys of calls whose intent is committed and whose result is not.</summary>
    private static async Task<IReadOnlyList<string>> InFlightAsync(EngineScene scene) => await scene.ScalarAsync<string[]>("""
        SELECT COALESCE(array_agg(DISTINCT idempotency_key), '{}') FROM workflow_step_executions s
        WHERE status = 'running' AND NOT EXISTS (
            SELECT FROM workflow_step_executions done WHERE done.idempotency_key = s.idempotency_key AND done.status = 'succeeded')
        """);
}

using System.Collections.Concurrent;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

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

    [Test]
    public async Task After_kill_9_during_a_call_the_other_side_is_asked_whether_it_happened()
    {
        var dead = false;
        await using var sink = await HttpSink.StartAsync(async (request, context) =>
        {
            if (request.Method == "POST" && !Volatile.Read(ref dead))
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else if (request.Method == "GET")
                context.Response.StatusCode = request.Path switch { "/happened" => 200, "/not" => 404, _ => 503 };
            await context.Response.WriteAsJsonAsync(new { by = request.Method });
        });
        await using var scene = await EngineScene.BuildAsync();
        var workflow = await scene.PublishAsync("""
            [{"key":"pay","type":"httpRequest","timeout":"PT5M","config":{"method":"POST","url":"SINK{{ trigger.path }}","onLostResult":"verify","verifyUrl":"SINK{{ trigger.path }}"},
              "next":{"default":"note"}},
             {"key":"note","type":"transform","config":{"set":{"by":"{{ steps.pay.output.body.by }}"}}}]
            """.Replace("SINK", $"{sink.Address}".TrimEnd('/')));
        var happened = await scene.StartAsync(workflow, """{"path":"/happened"}""");
        var not = await scene.StartAsync(workflow, """{"path":"/not"}""");
        var unclear = await scene.StartAsync(workflow, """{"path":"/unclear"}""");
        await using var first = Start(scene);
        await EngineScene.UntilAsync(() => Task.FromResult(sink.Requests.Count), count => count == 3, seconds: 60);
        await first.KillAsync();
        Volatile.Write(ref dead, true);

        await using var second = Start(scene);

        await scene.WaitForAsync(unclear, "parked", seconds: 60);
        await scene.WaitForAsync(happened, "succeeded", seconds: 60);
        await scene.WaitForAsync(not, "succeeded", seconds: 60);
        Seen("/happened").ShouldBe("POST GET");
        Seen("/not").ShouldBe("POST GET POST");
        Seen("/unclear").ShouldBe("POST GET");
        sink.Requests.Select(request => request.IdempotencyKey).Distinct().ShouldBe([$"{happened}/pay", $"{not}/pay", $"{unclear}/pay"], ignoreOrder: true);
        (await scene.OutputAsync(happened)).GetRawText().ShouldBe("""{"by":"GET"}""");
        (await scene.OutputAsync(not)).GetRawText().ShouldBe("""{"by":"POST"}""");
        (await scene.StepsAsync(happened)).ShouldBe("pay:running pay:succeeded note:succeeded");
        (await scene.StepsAsync(not)).ShouldBe("pay:running pay:running pay:succeeded note:succeeded");
        (await scene.StepsAsync(unclear)).ShouldBe("pay:running pay:parked");
        (await scene.ScalarAsync<string>($"SELECT parked_reason FROM workflow_executions WHERE id = '{unclear}'")).ShouldBe("outcome_unknown");
        (await LogAsync(happened)).ShouldContain("It had happened.");
        (await LogAsync(not)).ShouldContain("It had not happened.");
        (await LogAsync(unclear)).ShouldContain("The server answered 503.");

        string Seen(string path) => string.Join(' ', sink.Requests.Where(request => request.Path == path).Select(request => request.Method));

        Task<string> LogAsync(Domain.Workflows.WorkflowExecutionId id) =>
            scene.ScalarAsync<string>($"SELECT string_agg(message, ' ' ORDER BY id) FROM workflow_logs WHERE execution_id = '{id}'");
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

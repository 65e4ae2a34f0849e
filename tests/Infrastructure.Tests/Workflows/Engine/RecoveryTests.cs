using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class RecoveryTests
{
    // Does not notice by itself that its lease is gone, and has no room to claim the execution again.
    private static readonly (string, string)[] Unaware = [("Workflows:Heartbeat", "01:00:00"), ("Workflows:Slots", "1")];

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task What_a_worker_writes_after_its_lease_was_lost_is_dropped_whole()
    {
        await using var sink = await SlowFirst.StartAsync();
        await _scene.StartWorkerAsync(Unaware);
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address)));
        await sink.FirstArrived;

        await LoseLeasesAsync();
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(id, "succeeded");
        var history = await _scene.StepsAsync(id);
        sink.LetFirstEnd();
        await EngineScene.UntilAsync(() => Task.FromResult(sink.FirstEnded), ended => ended);
        await Task.Delay(500);

        history.ShouldBe("call:running call:running call:succeeded");
        (await _scene.StepsAsync(id)).ShouldBe(history);
        (await _scene.ScalarAsync<string>($"SELECT output->'body'->>'answer' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("2");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'workflow.execution_succeeded'")).ShouldBe(1);
        sink.Keys.ShouldBe([$"{id}/call", $"{id}/call"]);
    }

    [Test]
    public async Task A_call_that_must_not_be_repeated_is_parked_when_its_result_was_lost()
    {
        await using var sink = await SlowFirst.StartAsync();
        await _scene.StartWorkerAsync(Unaware);
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, onLostResult: "park")));
        await sink.FirstArrived;

        await LoseLeasesAsync();
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(id, "parked");
        sink.LetFirstEnd();

        sink.Keys.Count.ShouldBe(1);
        (await _scene.ScalarAsync<string>($"SELECT parked_reason FROM workflow_executions WHERE id = '{id}'")).ShouldBe("outcome_unknown");
        (await _scene.ScalarAsync<string>("SELECT data->>'reason' FROM events WHERE type = 'workflow.execution_parked'")).ShouldBe("outcome_unknown");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
        (await _scene.CancelAsync(id)).ShouldBe(CancelOutcome.Cancelled);
    }

    [Test]
    public async Task Two_workers_run_each_execution_once()
    {
        await using var sink = await HttpSink.StartAsync();
        var workflow = await _scene.PublishAsync(Call(sink.Address));
        await _scene.StartWorkerAsync();
        await _scene.StartWorkerAsync();

        var ids = await _scene.StartAsync(workflow, 500);
        await _scene.WaitForAllAsync("succeeded", 500, seconds: 60);

        sink.Requests.Select(request => request.IdempotencyKey).Order().ShouldBe(ids.Select(id => $"{id}/call").Order());
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_step_executions")).ShouldBe(1000);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'workflow.execution_succeeded'")).ShouldBe(500);
    }

    [Test]
    public async Task Leases_of_a_process_that_is_no_more_are_given_back()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"a","type":"transform","config":{"set":{"x":1}}}]"""));
        await _scene.ExecuteAsync("""
            INSERT INTO workers (id, name, seen_at) VALUES ('00000000-0000-0000-0000-000000000001', 'dead', now() - interval '1 hour');
            UPDATE workflow_ready SET worker_id = '00000000-0000-0000-0000-000000000001', fence = -1, attempts = 1
            """);

        await _scene.StartWorkerAsync();

        await _scene.WaitForAsync(id, "succeeded");
        (await _scene.ScalarAsync<string>($"SELECT message FROM workflow_logs WHERE execution_id = '{id}'")).ShouldContain("process that ran it was lost");
    }

    [Test]
    public async Task An_execution_that_no_worker_can_move_on_is_parked_as_poison()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"a","type":"transform","config":{"set":{"x":1}}}]""");
        var id = await _scene.StartAsync(workflow);
        await _scene.ExecuteAsync("UPDATE workflow_versions SET definition = '{\"name\":\"\"}'");
        await _scene.StartWorkerAsync();

        await EngineScene.UntilAsync(
            () => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready WHERE worker_id IS NULL AND attempts = 1 AND due_at > now()"), waiting => waiting == 1);
        await _scene.ExecuteAsync("UPDATE workflow_ready SET attempts = 10, due_at = now()");

        await _scene.WaitForAsync(id, "parked");
        (await _scene.ScalarAsync<string>($"SELECT parked_reason FROM workflow_executions WHERE id = '{id}'")).ShouldBe("poison");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
    }

    [Test]
    public async Task A_stopping_worker_lets_a_call_end()
    {
        await using var sink = await SlowFirst.StartAsync();
        var worker = await _scene.StartWorkerAsync(("Workflows:Drain", "00:00:20"));
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address)));
        await sink.FirstArrived;

        var stopping = worker.DisposeAsync();
        await Task.Delay(200);
        sink.LetFirstEnd();
        await stopping;

        (await _scene.StatusAsync(id)).ShouldBe("succeeded");
        sink.Keys.Count.ShouldBe(1);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workers")).ShouldBe(0);
    }

    [Test]
    public async Task A_call_that_a_stopping_worker_waits_for_is_not_repeated_by_another()
    {
        await using var sink = await SlowFirst.StartAsync();
        var stopping = await _scene.StartWorkerAsync(("Workflows:Drain", "00:00:20"));
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address)));
        await sink.FirstArrived;
        await _scene.StartWorkerAsync();

        var stopped = stopping.DisposeAsync();
        await Task.Delay(3_000);
        sink.LetFirstEnd();
        await stopped;

        (await _scene.StatusAsync(id)).ShouldBe("succeeded");
        sink.Keys.Count.ShouldBe(1);
    }

    [Test]
    public async Task A_stopping_worker_hands_back_what_does_not_end_in_time()
    {
        await using var sink = await SlowFirst.StartAsync();
        var worker = await _scene.StartWorkerAsync(("Workflows:Drain", "00:00:00.2"));
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address)));
        await sink.FirstArrived;

        await worker.DisposeAsync();

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready WHERE worker_id IS NULL AND attempts = 0")).ShouldBe(1);
        await _scene.StartWorkerAsync(("Workflows:StaleAfter", "01:00:00"));
        await _scene.WaitForAsync(id, "succeeded");
        sink.Keys.ShouldBe([$"{id}/call", $"{id}/call"]);
    }

    [Test]
    public async Task Connections_that_break_in_the_middle_lose_nothing_and_repeat_no_effect()
    {
        var effects = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        await using var sink = await HttpSink.StartAsync((request, context) =>
        {
            effects.AddOrUpdate(request.IdempotencyKey!, 1, (_, count) => count + 1);
            return context.Response.WriteAsync("ok");
        });
        var workflow = await _scene.PublishAsync("""
            [{"key":"a","type":"transform","config":{"set":{"x":1}},"next":{"default":"call"}},
             {"key":"call","type":"httpRequest","config":{"method":"POST","url":"SINK"},"next":{"default":"wait"}},
             {"key":"wait","type":"delay","config":{"duration":"PT0.2S"}}]
            """.Replace("SINK", $"{sink.Address}"));
        await _scene.StartWorkerAsync();
        await _scene.StartWorkerAsync();
        var ids = await _scene.StartAsync(workflow, 200);

        for (var blow = 0; blow < 10; blow++)
        {
            await Task.Delay(150);
            await _scene.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'financbase_system'");
        }

        await _scene.WaitForAllAsync("succeeded", 200, seconds: 60);
        effects.Keys.Order().ShouldBe(ids.Select(id => $"{id}/call").Order());
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'workflow.execution_succeeded'")).ShouldBe(200);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
    }

    [Test]
    public async Task A_call_that_clashes_with_another_transaction_is_booked_at_the_next_attempt()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"rest","type":"delay","config":{"duration":"PT1H"}}]""");
        await _scene.ExecuteAsync("""
            CREATE SEQUENCE clashes;
            GRANT USAGE ON clashes TO public;
            CREATE FUNCTION clash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('clashes') <= 2 THEN RAISE EXCEPTION USING ERRCODE = '40P01'; END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER clash BEFORE INSERT ON workflow_executions FOR EACH ROW EXECUTE FUNCTION clash()
            """);

        var answer = await _scene.Services.GetRequiredService<IHookCalls>().StartAsync(
            new HookTarget(_scene.Organization.Id, workflow, 1, null!, 0, Answers: false), JsonElement.Parse("{}"), "once", null, default);

        answer.IsRepeated.ShouldBeFalse();
        (await _scene.StatusAsync(answer.Execution)).ShouldBe("queued");
    }

    private Task<int> LoseLeasesAsync() => _scene.ExecuteAsync("UPDATE workflow_ready SET worker_id = NULL, fence = NULL");

    private static string Call(Uri address, string onLostResult = "retry") => $$"""
        [{"key":"call","type":"httpRequest","timeout":"PT1M","config":{"method":"POST","url":"{{address}}","onLostResult":"{{onLostResult}}"} }]
        """;

    /// <summary>A sink whose first call hangs until the test lets it end; each answer says which call it was.</summary>
    private sealed class SlowFirst : IAsyncDisposable
    {
        private readonly TaskCompletionSource _arrived = new();
        private readonly TaskCompletionSource _gate = new();
        private HttpSink _sink = null!;
        private int _calls;

        public Uri Address => _sink.Address;

        public Task FirstArrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public bool FirstEnded { get; private set; }

        public IReadOnlyList<string?> Keys => [.. _sink.Requests.Select(request => request.IdempotencyKey)];

        public static async Task<SlowFirst> StartAsync()
        {
            var slow = new SlowFirst();
            slow._sink = await HttpSink.StartAsync(slow.AnswerAsync);
            return slow;
        }

        public void LetFirstEnd() => _gate.TrySetResult();

        public async ValueTask DisposeAsync()
        {
            LetFirstEnd();
            await _sink.DisposeAsync();
        }

        private async Task AnswerAsync(HttpContext context)
        {
            var call = Interlocked.Increment(ref _calls);
            if (call == 1)
            {
                _arrived.SetResult();
                await _gate.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await context.Response.WriteAsJsonAsync(new { answer = call });
            FirstEnded |= call == 1;
        }
    }
}

using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class ExecutionTests
{
    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        await _scene.StartWorkerAsync();
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task Steps_in_memory_run_to_the_end_with_their_history_and_one_event()
    {
        var workflow = await _scene.PublishAsync("""
            [{"key":"shape","type":"transform","config":{"set":{"twice":"{{ trigger.n | times: 2 }}","who":"{{ organization.slug }}"}},"next":{"default":"big"}},
             {"key":"big","type":"condition","config":{"field":"steps.shape.output.twice","op":"gt","value":5},"next":{"true":"yes","false":null}},
             {"key":"yes","type":"transform","config":{"set":{"answer":"{{ steps.shape.output.twice }} for {{ steps.shape.output.who }}"}}}]
            """);
        var id = await _scene.StartAsync(workflow, """{"n":4}""");

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.StepsAsync(id)).ShouldBe("shape:succeeded big:succeeded yes:succeeded");
        (await _scene.ScalarAsync<string>($"SELECT output->>'answer' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("8 for acme");
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM events WHERE type = 'workflow.execution_succeeded' AND data->>'executionId' = '{id}'")).ShouldBe(1);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
    }

    [Test]
    public async Task A_call_carries_its_body_and_an_idempotency_key_and_its_answer_is_recorded()
    {
        await using var sink = await HttpSink.StartAsync(context => context.Response.WriteAsJsonAsync(new { id = "r-1" }));
        var workflow = await _scene.PublishAsync("""
            [{"key":"tell","type":"httpRequest","config":{"method":"POST","url":"SINKhook","body":{"n":"{{ trigger.n }}"}},"next":{"default":"keep"}},
             {"key":"keep","type":"transform","config":{"set":{"id":"{{ steps.tell.output.body.id }}"}}}]
            """.Replace("SINK", $"{sink.Address}"));
        var id = await _scene.StartAsync(workflow, """{"n":4}""");

        await _scene.WaitForAsync(id, "succeeded");

        var request = sink.Requests.ShouldHaveSingleItem();
        (request.Path, request.Body, request.IdempotencyKey).ShouldBe(("/hook", """{"n":4}""", $"{id}/tell"));
        (await _scene.StepsAsync(id)).ShouldBe("tell:running tell:succeeded keep:succeeded");
        (await _scene.ScalarAsync<string>($"SELECT output->>'id' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("r-1");
    }

    [Test]
    public async Task A_delay_is_a_row_and_not_a_lease()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1.5S"}}]""");
        var id = await _scene.StartAsync(workflow);

        await _scene.WaitForAsync(id, "waiting");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_timers WHERE NOT fired")).ShouldBe(1);

        await _scene.WaitForAsync(id, "succeeded");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_timers")).ShouldBe(0);
        (await _scene.ScalarAsync<double>(
            $"SELECT extract(epoch FROM finished_at - started_at)::float8 FROM workflow_executions WHERE id = '{id}'")).ShouldBeInRange(1.5, 4);
    }

    [Test]
    public async Task A_failing_server_is_asked_again_with_the_same_key_and_not_before_it_allows()
    {
        var answers = new Queue<int>([500, 429, 200]);
        List<DateTime> times = [];
        await using var sink = await HttpSink.StartAsync(context =>
        {
            times.Add(DateTime.UtcNow);
            context.Response.StatusCode = answers.Dequeue();
            context.Response.Headers.RetryAfter = context.Response.StatusCode == 429 ? "1" : default;
            return Task.CompletedTask;
        });
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, """
            "retry":{"attempts":3,"delay":"PT0.1S"}
            """)));

        await _scene.WaitForAsync(id, "succeeded");

        sink.Requests.Select(request => request.IdempotencyKey).ShouldBe([$"{id}/call", $"{id}/call", $"{id}/call"]);
        (times[2] - times[1]).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        (await _scene.StepsAsync(id)).ShouldBe("call:running call:failed call:running call:failed call:running call:succeeded");
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_logs WHERE execution_id = '{id}' AND level = 'warning'")).ShouldBe(2);
    }

    [Test]
    public async Task When_all_attempts_fail_the_execution_fails_and_says_why()
    {
        await using var sink = await HttpSink.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("down");
        });
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, """
            "retry":{"attempts":2,"delay":"PT0.05S"}
            """)));

        await _scene.WaitForAsync(id, "failed");

        sink.Requests.Count.ShouldBe(2);
        (await _scene.ScalarAsync<string>($"SELECT failed_step || ' ' || (error->>'code') FROM workflow_executions WHERE id = '{id}'")).ShouldBe("call http.status_503");
        (await _scene.ScalarAsync<string>("SELECT data->>'code' FROM events WHERE type = 'workflow.execution_failed'")).ShouldBe("http.status_503");
    }

    [Test]
    public async Task A_refusal_of_the_other_side_is_not_repeated_and_takes_the_error_edge()
    {
        await using var sink = await HttpSink.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(
            sink.Address,
            """
            "retry":{"attempts":5,"delay":"PT0.05S"},"next":{"default":null,"error":"note"}
            """,
            """
            ,{"key":"note","type":"transform","config":{"set":{"why":"{{ steps.call.error.code }}"}}}
            """)));

        await _scene.WaitForAsync(id, "succeeded");

        sink.Requests.Count.ShouldBe(1);
        (await _scene.ScalarAsync<string>($"SELECT output->>'why' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("http.status_404");
    }

    [Test]
    public async Task A_call_over_its_time_is_broken_off()
    {
        await using var sink = await HttpSink.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, """
            "timeout":"PT0.3S"
            """)));

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ScalarAsync<string>($"SELECT error->>'code' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("egress.timeout");
    }

    [Test]
    public async Task A_private_address_is_refused_and_not_tried_again()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(new Uri("http://10.0.0.1/"), """
            "retry":{"attempts":5}
            """)));

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ScalarAsync<string>($"SELECT error->>'code' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("egress.address_not_allowed");
    }

    [Test]
    public async Task An_answer_that_is_hostile_to_json_and_databases_is_kept_as_text()
    {
        await using var sink = await HttpSink.StartAsync(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"zero":"a\u0000b","half":"\ud800","twice":1,"twice":2}""");
        });
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(
            sink.Address,
            """
            "next":{"default":"show"}
            """,
            """
            ,{"key":"show","type":"transform","config":{"set":{"text":"{{ steps.call.output.body }}!"}}}
            """)));

        await _scene.WaitForAsync(id, "succeeded");
    }

    [Test]
    public async Task An_answer_nested_deeper_than_can_be_told_is_kept_as_text()
    {
        var deep = new string('[', 40) + new string(']', 40);
        await using var sink = await HttpSink.StartAsync(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(deep);
        });
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, """
            "timeout":"PT1M"
            """)));

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<string>($"SELECT output->>'body' FROM workflow_executions WHERE id = '{id}'")).ShouldBe(deep);
    }

    [Test]
    public async Task Cancelling_a_wait_ends_it_at_once()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"P1D"}}]"""));
        await _scene.WaitForAsync(id, "waiting");

        (await _scene.CancelAsync(id)).ShouldBe(CancelOutcome.Cancelled);

        (await _scene.StatusAsync(id)).ShouldBe("cancelled");
        (await _scene.StepsAsync(id)).ShouldBe("wait:waiting wait:cancelled");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_timers")).ShouldBe(0);
        (await _scene.CancelAsync(id)).ShouldBe(CancelOutcome.AlreadyEnded);
    }

    [Test]
    public async Task Cancelling_a_call_breaks_it_off_and_its_late_result_is_dropped()
    {
        var aborted = new TaskCompletionSource();
        await using var sink = await HttpSink.StartAsync(async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            aborted.SetResult();
        });
        var id = await _scene.StartAsync(await _scene.PublishAsync(Call(sink.Address, """
            "timeout":"PT5M"
            """)));
        await EngineScene.UntilAsync(() => Task.FromResult(sink.Requests.Count), count => count == 1);

        (await _scene.CancelAsync(id)).ShouldBe(CancelOutcome.Cancelled);

        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(5));
        (await _scene.StatusAsync(id)).ShouldBe("cancelled");
        (await _scene.StepsAsync(id)).ShouldBe("call:running call:cancelled");
    }

    [Test]
    public async Task Nobody_cancels_an_execution_of_another_organization()
    {
        var other = await _scene.FoundAsync("other");
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"P1D"}}]"""));
        await _scene.WaitForAsync(id, "waiting");

        (await _scene.CancelAsync(id, other)).ShouldBe(CancelOutcome.NotFound);

        (await _scene.StatusAsync(id)).ShouldBe("waiting");
    }

    [Test]
    public async Task The_same_dedupe_key_starts_one_execution()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"a","type":"transform","config":{"set":{"x":1}}}]""");

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _scene.StartOnceAsync(workflow, "monday")));

        ids.Count(id => id is not null).ShouldBe(1);
        await _scene.WaitForAllAsync("succeeded", 1);
    }

    [Test]
    public async Task An_event_starts_each_listening_workflow_once_and_only_when_its_filter_holds()
    {
        const string Steps = """[{"key":"a","type":"transform","config":{"set":{"name":"{{ trigger.name }}","type":"{{ trigger.$event.type }}"}}}]""";
        var matching = await _scene.PublishAsync(
            Steps, """{"type":"event","event":"workflow.paused","filter":{"field":"trigger.name","op":"startsWith","value":"Night"}}""");
        var all = await _scene.PublishAsync(Steps, """{"type":"event","event":"workflow.paused"}""");

        await _scene.BookAsync(new WorkflowPaused(matching, "Nightly"), new WorkflowPaused(matching, "Daily"));

        await _scene.WaitForAllAsync("succeeded", 3);
        (await _scene.ScalarAsync<string>($"SELECT string_agg((output->>'name') || ' ' || (output->>'type'), ', ') FROM workflow_executions WHERE workflow_id = '{matching}'"))
            .ShouldBe("Nightly workflow.paused");
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{all}' AND source = 'event' AND event_id IS NOT NULL")).ShouldBe(2);
    }

    [Test]
    public async Task A_workflow_that_listens_to_the_end_of_workflows_does_not_start_itself_for_ever()
    {
        const string Steps = """[{"key":"a","type":"transform","config":{"set":{"x":1}}}]""";
        var listener = await _scene.PublishAsync(Steps, """{"type":"event","event":"workflow.execution_succeeded"}""");
        var other = await _scene.PublishAsync(Steps);
        await _scene.StartAsync(other);

        await _scene.WaitForAllAsync("succeeded", 2);
        await EngineScene.UntilAsync(
            () => _scene.ScalarAsync<long>("SELECT count(*) FROM event_deliveries WHERE consumer = 'workflows' AND state = 'pending'"), pending => pending == 0);

        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{listener}'")).ShouldBe(1);
    }

    private static string Call(Uri address, string more, string steps = "") => $$"""
        [{"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{address}}","body":{"a":1} },{{more}} }{{steps}}]
        """;
}

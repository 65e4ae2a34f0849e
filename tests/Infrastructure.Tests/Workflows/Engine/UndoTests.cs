using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Testing.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>A payment and its refund, by the real engine: never beside one another, and never one that nobody takes back.</summary>
public sealed class UndoTests
{
    private TaskCompletionSource _gate = null!;
    private EngineScene _scene = null!;
    private HttpSink _sink = null!;

    [SetUp]
    public async Task Build()
    {
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _scene = await EngineScene.BuildAsync();
        _sink = await HttpSink.StartAsync(async (request, context) =>
        {
            if (request.Path == "/pay")
                await _gate.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (request.Path == "/bad")
                context.Response.StatusCode = 400;
        });
    }

    [TearDown]
    public async Task Clear()
    {
        _gate.TrySetResult();
        await _scene.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Test]
    public async Task A_payment_under_way_ends_before_it_is_refunded()
    {
        await _scene.StartWorkerAsync();
        var id = await FailBesidePaymentAsync();

        await Task.Delay(300);
        Paths().ShouldBe(["/bad", "/pay"]);
        (await _scene.StatusAsync(id)).ShouldBe("running");
        _gate.SetResult();
        await _scene.WaitForAsync(id, "failed");

        Paths().ShouldBe(["/bad", "/pay", "/refund", "/unfirst"]);
        (await _scene.StepsAsync(id)).ShouldEndWith("bad:failed pay:succeeded refund:running refund:succeeded unfirst:running unfirst:succeeded");
        (await _scene.ScalarAsync<string>($"SELECT failed_step FROM workflow_executions WHERE id = '{id}'")).ShouldBe("bad");
    }

    [Test]
    public async Task A_payment_that_is_lost_with_its_process_meanwhile_is_found_out_and_refunded()
    {
        await _scene.StartWorkerAsync(("Workflows:Drain", "00:00:00.010"));
        var id = await FailBesidePaymentAsync();
        await _scene.StopWorkersAsync();
        Paths().ShouldBe(["/bad", "/pay"]);
        _gate.SetResult();

        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(id, "failed");

        Paths().ShouldBe(["/bad", "/pay", "/pay", "/refund", "/unfirst"]);
        _sink.Requests.Where(request => request.Path == "/pay").Select(request => request.IdempotencyKey).Distinct().ShouldHaveSingleItem();
    }

    [Test]
    public async Task A_payment_that_another_branch_overtakes_is_never_made()
    {
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync(Steps("""{"key":"bad","type":"stop","config":{"outcome":"failed","message":"No."}}""")));

        await _scene.WaitForAsync(id, "failed");

        Paths().ShouldBe(["/unfirst"]);
        (await _scene.StepsAsync(id)).ShouldNotContain("pay");
    }

    [TestCase(StepResolution.Succeeded, "/pay /pay /refund")]
    [TestCase(StepResolution.Failed, "/pay /pay")]
    public async Task A_payment_to_which_no_answer_came_is_asked_about_when_its_attempts_are_used_up(StepResolution found, string paths)
    {
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync($$"""
            [{"key":"pay","type":"httpRequest","timeout":"PT1S","retry":{"attempts":2,"delay":"PT0.1S"},"config":{"method":"POST","url":"{{_sink.Address}}pay"},"undo":"refund","next":{"default":"bad"} },
             {"key":"bad","type":"stop","config":{"outcome":"failed","message":"No."} },
             {"key":"refund","type":"httpRequest","config":{"method":"POST","url":"{{_sink.Address}}refund"} }]
            """));
        await _scene.WaitForAsync(id, "parked");
        (await _scene.StepsAsync(id)).ShouldBe("pay:running pay:failed pay:running pay:failed pay:parked");
        (await _scene.ScalarAsync<string>($"SELECT parked_reason FROM workflow_executions WHERE id = '{id}'")).ShouldBe("outcome_unknown");
        (await _scene.ScalarAsync<string>($"SELECT message FROM workflow_logs WHERE execution_id = '{id}' AND level = 'error'")).ShouldStartWith("No answer came to this call: ");

        (await _scene.Organization.SendAsync(new ResolveStep(id, "pay", found))).Error.ShouldBeNull();
        await _scene.WaitForAsync(id, "failed");

        Paths().ShouldBe(paths.Split(' '));
    }

    [Test]
    public async Task A_payment_that_was_refused_has_failed_at_once_though_it_could_be_undone()
    {
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync($$"""
            [{"key":"pay","type":"httpRequest","retry":{"attempts":2},"config":{"method":"POST","url":"{{_sink.Address}}bad"},"undo":"refund"},
             {"key":"refund","type":"httpRequest","config":{"method":"POST","url":"{{_sink.Address}}refund"} }]
            """));

        await _scene.WaitForAsync(id, "failed");

        Paths().ShouldBe(["/bad"]);
    }

    [Test]
    public async Task A_payment_of_a_dropped_branch_is_not_made_again_and_whoever_asks_for_that_is_told()
    {
        await _scene.StartWorkerAsync();
        var id = await FailBesidePaymentAsync(timeout: "PT1S");
        await _scene.WaitForAsync(id, "parked");
        (await _scene.Organization.SendAsync(new GetExecution(id))).Value.Steps.Single(step => step.Key == "pay").Dropped.ShouldBeTrue();

        (await _scene.Organization.SendAsync(new ResolveStep(id, "pay", StepResolution.Retry))).Error.ShouldBe(WorkflowsErrors.NotCalledAgain);
        (await _scene.Organization.SendAsync(new ResolveStep(id, "pay", StepResolution.Succeeded))).Error.ShouldBeNull();
        await _scene.WaitForAsync(id, "failed");

        Paths().ShouldBe(["/bad", "/pay", "/refund", "/unfirst"]);
    }

    [Test]
    public async Task What_waits_beside_a_step_that_fails_is_ended_in_the_history_too()
    {
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"fork","type":"parallel","config":{"branches":["rest","bad"]}},{"key":"rest","type":"delay","config":{"duration":"PT1H"}},
             {"key":"bad","type":"stop","config":{"outcome":"failed","message":"No."}}]
            """));

        await _scene.WaitForAsync(id, "failed");

        (await _scene.StepsAsync(id)).ShouldEndWith("rest:waiting bad:failed rest:cancelled");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_timers")).ShouldBe(0);
    }

    /// <summary>The other branch has failed, and the payment is under way.</summary>
    private async Task<WorkflowExecutionId> FailBesidePaymentAsync(string timeout = "PT1M")
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync(Steps($$"""{"key":"bad","type":"httpRequest","config":{"method":"POST","url":"{{_sink.Address}}bad"} }""", timeout)));
        await EngineScene.UntilAsync(() => _scene.StepsAsync(id), steps => steps.Contains("bad:failed"));
        await EngineScene.UntilAsync(() => Task.FromResult(_sink.Requests.Count), count => count == 2);
        return id;
    }

    private string Steps(string bad, string timeout = "PT1M") => $$"""
        [{"key":"first","type":"transform","config":{"set":{"n":1} },"undo":"unfirst","next":{"default":"fork"} },
         {"key":"unfirst","type":"httpRequest","config":{"method":"POST","url":"{{_sink.Address}}unfirst"} },
         {"key":"fork","type":"parallel","config":{"branches":["pay","bad"] } },
         {"key":"pay","type":"httpRequest","timeout":"{{timeout}}","config":{"method":"POST","url":"{{_sink.Address}}pay"},"undo":"refund"},
         {"key":"refund","type":"httpRequest","config":{"method":"POST","url":"{{_sink.Address}}refund"} },
         {{bad}}]
        """;

    // The first two are made at the same time.
    private IEnumerable<string> Paths() => [.. _sink.Requests.Take(2).Select(request => request.Path).Order(), .. _sink.Requests.Skip(2).Select(request => request.Path)];
}

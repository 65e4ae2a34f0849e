using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>What people do with executions that stand still or have failed, at the same time as others do.</summary>
public sealed class RepairTests
{
    // Does not notice by itself that its lease is gone, and has no room to claim the execution again.
    private static readonly (string, string)[] Unaware = [("Workflows:Heartbeat", "01:00:00"), ("Workflows:Slots", "1")];

    private TaskCompletionSource _gate = null!;
    private EngineScene _scene = null!;
    private HttpSink _sink = null!;
    private int _calls;
    private int _held;

    [SetUp]
    public async Task Build()
    {
        (_calls, _held, _gate) = (0, 1, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _scene = await EngineScene.BuildAsync();
        _sink = await HttpSink.StartAsync(async http =>
        {
            if (Interlocked.Increment(ref _calls) <= _held)
                await _gate.Task;
            await http.Response.WriteAsJsonAsync(new { answer = _calls });
        });
    }

    [TearDown]
    public async Task Clear()
    {
        _gate.TrySetResult();
        await _scene.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [TestCase(StepResolution.Succeeded, "succeeded", """{"n":"from the bank"}""", 1)]
    [TestCase(StepResolution.Failed, "failed", null, 1)]
    [TestCase(StepResolution.Retry, "succeeded", """{"n":null}""", 2)]
    public async Task An_unknown_outcome_is_what_a_person_found_out(StepResolution outcome, string end, string? output, int calls)
    {
        var id = await ParkAsync();
        JsonElement? told = outcome == StepResolution.Succeeded ? JsonElement.Parse("""{"body":{"reference":"from the bank"}}""") : null;

        var resolved = await _scene.Organization.SendAsync(new ResolveStep(id, "call", outcome, told, outcome == StepResolution.Failed ? "The bank knows nothing of it." : null));

        resolved.Error.ShouldBeNull();
        await _scene.WaitForAsync(id, end);
        (await _scene.ScalarAsync<object>($"SELECT COALESCE(error->>'message', output::text) FROM workflow_executions WHERE id = '{id}'"))
            .ShouldBe(output ?? "The bank knows nothing of it.");
        _sink.Requests.Select(request => request.IdempotencyKey).ShouldBe(Enumerable.Repeat($"{id}/call", calls));
        (await _scene.ScalarAsync<long>("SELECT (SELECT count(*) FROM workflow_signals) + (SELECT count(*) FROM workflow_ready)")).ShouldBe(0);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM audit_logs WHERE action = 'workflow_execution.resolve'")).ShouldBe(1);
    }

    [Test]
    public async Task Of_many_who_resolve_it_at_once_one_does_also_before_a_worker_looks()
    {
        var id = await ParkAsync();
        await _scene.StopWorkersAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => ResolveAsync(id, number % 2 == 0 ? StepResolution.Failed : StepResolution.Retry)));

        answers.Count(error => error is null).ShouldBe(1);
        answers.Where(error => error is not null).ShouldAllBe(error => error == WorkflowsErrors.NotParked);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_signals")).ShouldBe(1);
        (await ResolveAsync(id, StepResolution.Retry)).ShouldBe(WorkflowsErrors.NotParked);
    }

    [Test]
    public async Task What_is_not_parked_or_not_theirs_is_not_resolved()
    {
        var id = await ParkAsync();
        var others = await _scene.FoundAsync("others");

        (await others.SendAsync(new ResolveStep(id, "call", StepResolution.Retry))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        (await _scene.Organization.SendAsync(new ResolveStep(id, "call", StepResolution.Retry), "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await _scene.Organization.SendAsync(new ResolveStep(id, "keep", StepResolution.Retry))).Error.ShouldBe(WorkflowsErrors.NotParked);
        (await _scene.Organization.SendAsync(new ResolveStep(id, "call", StepResolution.Retry, Path: "each[1]"))).Error.ShouldBe(WorkflowsErrors.NotParked);
        (await _scene.Organization.SendAsync(new ResolveStep(id, "call", StepResolution.Retry, JsonElement.Parse("{}")))).Error!.Kind.ShouldBe(ErrorKind.Validation);
        (await _scene.Organization.SendAsync(new ResolveStep(id, "call", StepResolution.Failed, Message: new string('x', 1001)))).Error!.Kind.ShouldBe(ErrorKind.Validation);
        (await _scene.StatusAsync(id)).ShouldBe("parked");
        (await _scene.ScalarAsync<long>("SELECT (SELECT count(*) FROM workflow_signals) + (SELECT count(*) FROM workflow_ready)")).ShouldBe(0);
    }

    [Test]
    public async Task Of_many_who_try_what_failed_again_one_does_and_a_worker_that_comes_later_goes_on()
    {
        var id = await ParkAsync();
        (await ResolveAsync(id, StepResolution.Failed)).ShouldBeNull();
        await _scene.WaitForAsync(id, "failed");
        await _scene.StopWorkersAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _scene.Organization.SendAsync(new RetryExecution(id, "failed"))));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        answers.Where(answer => answer.Error is not null).ShouldAllBe(answer => answer.Error == WorkflowsErrors.RepeatedAlready);
        var second = new WorkflowExecutionId(answers.Single(answer => answer.Error is null).Value.ExecutionId);
        (await _scene.StepsAsync(second)).ShouldBe("note:succeeded", "What is kept is there before a worker comes.");
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(second, "succeeded");
        _sink.Requests.Select(request => request.IdempotencyKey).ShouldBe([$"{id}/call", $"{id}/call"]);
    }

    [Test]
    public async Task A_loop_that_failed_goes_on_where_it_was()
    {
        await _scene.StartWorkerAsync();
        _gate.TrySetResult();
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"each","type":"forEach","config":{"items":"{{ trigger.items }}","body":"look"}},
             {"key":"look","type":"condition","config":{"field":"item","op":"matches","value":"^a"},"next":{"true":"good","false":"bad"}},
             {"key":"good","type":"transform","config":{"set":{"is":"{{ item }}"}}},
             {"key":"bad","type":"stop","config":{"outcome":"failed","message":"no"}}]
            """), """{"items":["a1","a2","b"]}""");
        await _scene.WaitForAsync(id, "failed");

        var again = await _scene.Organization.SendAsync(new RetryExecution(id, "failed"));

        again.Error.ShouldBeNull();
        var second = new WorkflowExecutionId(again.Value.ExecutionId);
        await _scene.WaitForAsync(second, "failed");
        (await _scene.ScalarAsync<string>($"SELECT error->>'message' FROM workflow_executions WHERE id = '{second}'")).ShouldBe("no");
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_step_executions WHERE execution_id = '{second}' AND step = 'good'")).ShouldBe(2);
    }

    [Test]
    public async Task Of_several_iterations_that_are_parked_each_has_its_own_answer()
    {
        _held = 2;
        var id = await ParkAsync("""
            [{"key":"each","type":"forEach","config":{"items":[1,2],"body":"call","concurrency":2,"continueOnError":true},"next":{"default":"keep"}},
             {"key":"call","type":"httpRequest","timeout":"PT1M","config":{"method":"POST","url":"SINK","onLostResult":"park"},"retry":{"attempts":1}},
             {"key":"keep","type":"transform","config":{"set":{"failed":"{{ steps.each.output.failed }}"}}}]
            """);
        await EngineScene.UntilAsync(
            () => _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_step_executions WHERE execution_id = '{id}' AND status = 'parked'"), count => count == 2);

        (await ResolveAsync(id, StepResolution.Retry)).ShouldNotBeNull().Kind.ShouldBe(ErrorKind.Validation);
        (await ResolveAsync(id, StepResolution.Failed, "each[7]")).ShouldBe(WorkflowsErrors.NotParked);
        (await ResolveAsync(id, StepResolution.Failed, "each[1]")).ShouldBeNull();
        (await ResolveAsync(id, StepResolution.Retry, "each[1]")).ShouldBe(WorkflowsErrors.NotParked);
        (await ResolveAsync(id, StepResolution.Retry, "each[0]")).ShouldBeNull();

        await _scene.WaitForAsync(id, "succeeded");
        _sink.Requests.Select(request => request.IdempotencyKey).ShouldBe([$"{id}/each[0]/call", $"{id}/each[1]/call", $"{id}/each[0]/call"], ignoreOrder: true);
        (await _scene.ScalarAsync<string>($"SELECT output::text FROM workflow_executions WHERE id = '{id}'")).ShouldBe("""{"failed":1}""");
    }

    [Test]
    public async Task What_is_parked_is_not_run_again_until_it_has_ended()
    {
        var id = await ParkAsync();

        (await _scene.Organization.SendAsync(new RetryExecution(id, "start"))).Error.ShouldBe(WorkflowsErrors.StillRunning);
        (await _scene.CancelAsync(id)).ShouldBe(CancelOutcome.Cancelled);
        (await ResolveAsync(id, StepResolution.Succeeded)).ShouldBe(WorkflowsErrors.NotParked);

        (await _scene.Organization.SendAsync(new RetryExecution(id, "failed"))).Error.ShouldBe(WorkflowsErrors.NotFailed);
        var again = await _scene.Organization.SendAsync(new RetryExecution(id, "call"));
        again.Error.ShouldBeNull();
        await _scene.WaitForAsync(new WorkflowExecutionId(again.Value.ExecutionId), "succeeded");
        _sink.Requests.Select(request => request.IdempotencyKey).ShouldBe([$"{id}/call", $"{again.Value.ExecutionId}/call"]);
    }

    private async Task<Error?> ResolveAsync(WorkflowExecutionId id, StepResolution outcome, string? path = null) =>
        (await _scene.Organization.SendAsync(new ResolveStep(id, "call", outcome, Path: path))).Error;

    private Task<WorkflowExecutionId> ParkAsync() => ParkAsync("""
            [{"key":"note","type":"transform","config":{"set":{"kept":true}},"next":{"default":"call"}},
             {"key":"call","type":"httpRequest","timeout":"PT1M","config":{"method":"POST","url":"SINK","onLostResult":"park"},"retry":{"attempts":1},"next":{"default":"keep"}},
             {"key":"keep","type":"transform","config":{"set":{"n":"{{ steps.call.output.body.reference }}"}}}]
            """);

    /// <summary>An execution whose calls were under way when its worker lost it.</summary>
    private async Task<WorkflowExecutionId> ParkAsync(string steps)
    {
        await _scene.StartWorkerAsync(Unaware);
        var id = await _scene.StartAsync(await _scene.PublishAsync(steps.Replace("SINK", $"{_sink.Address}", StringComparison.Ordinal)));
        await EngineScene.UntilAsync(() => Task.FromResult(_sink.Requests.Count), count => count == _held);
        await _scene.ExecuteAsync("UPDATE workflow_ready SET worker_id = NULL, fence = NULL");
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(id, "parked");
        _gate.TrySetResult();
        return id;
    }
}

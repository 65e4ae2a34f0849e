using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Whoever repeats what failed makes the calls that were made before under the same keys, and nobody makes one twice at once.</summary>
public sealed class RepeatedKeysTests
{
    private TaskCompletionSource _gate = null!;
    private EngineScene _scene = null!;
    private HttpSink _sink = null!;
    private Func<int, int> _answer = _ => 200;
    private int _calls;
    private int _heldFrom;

    [SetUp]
    public async Task Build()
    {
        (_calls, _heldFrom, _answer, _gate) = (0, int.MaxValue, _ => 200, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _scene = await EngineScene.BuildAsync();
        _sink = await HttpSink.StartAsync(async http =>
        {
            var call = Interlocked.Increment(ref _calls);
            if (call >= _heldFrom)
                await _gate.Task;
            http.Response.StatusCode = _answer(call);
            await http.Response.WriteAsync("ok");
        });
        await _scene.StartWorkerAsync();
    }

    [TearDown]
    public async Task Clear()
    {
        _gate.TrySetResult();
        await _scene.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Test]
    public async Task While_a_repetition_of_a_repetition_is_under_way_the_original_is_not_tried_again()
    {
        (_answer, _heldFrom) = (call => call <= 2 ? 400 : 200, 3);
        var first = await _scene.StartAsync(await _scene.PublishAsync(Call()));
        await _scene.WaitForAsync(first, "failed");
        var second = await AgainAsync(first);
        await _scene.WaitForAsync(second, "failed");
        var third = await AgainAsync(second);
        await EngineScene.UntilAsync(() => Task.FromResult(_sink.Requests.Count), count => count == 3);

        foreach (var tried in new[] { first, second })
            (await _scene.Organization.SendAsync(new RetryExecution(tried, "failed"))).Error.ShouldBe(WorkflowsErrors.RepeatedAlready);

        _gate.SetResult();
        await _scene.WaitForAsync(third, "succeeded");
        (await _scene.Organization.SendAsync(new RetryExecution(first, "failed"))).Error.ShouldBe(WorkflowsErrors.RepeatedAlready);
        _sink.Requests.Select(request => request.IdempotencyKey).ShouldBe(Enumerable.Repeat($"{first}/call", 3));
    }

    [Test]
    public async Task Of_an_original_and_its_repetition_that_are_tried_again_at_once_one_is()
    {
        _answer = call => call <= 2 ? 400 : 200;
        var first = await _scene.StartAsync(await _scene.PublishAsync(Call()));
        await _scene.WaitForAsync(first, "failed");
        var second = await AgainAsync(first);
        await _scene.WaitForAsync(second, "failed");
        await _scene.StopWorkersAsync();

        var answers = await Task.WhenAll(new[] { first, second, first, second }.Select(id => _scene.Organization.SendAsync(new RetryExecution(id, "failed"))));

        answers.Count(answer => answer.Error is null).ShouldBe(1);
        answers.Where(answer => answer.Error is not null).ShouldAllBe(answer => answer.Error == WorkflowsErrors.RepeatedAlready);
    }

    [Test]
    public async Task A_sub_workflow_that_is_tried_again_calls_under_the_keys_of_the_first_try()
    {
        var inner = await _scene.PublishAsync($$"""
            [{"key":"pay","type":"httpRequest","config":{"method":"POST","url":"{{_sink.Address}}"},"next":{"default":"end"} },
             {"key":"end","type":"stop","config":{"outcome":"failed","message":"no"} }]
            """);
        var first = await _scene.StartAsync(await _scene.PublishAsync(Sub(inner)));
        await _scene.WaitForAsync(first, "failed");
        var second = await AgainAsync(first);
        await _scene.WaitForAsync(second, "failed");
        var fresh = await _scene.Organization.SendAsync(new RetryExecution(first, "start"));
        await _scene.WaitForAsync(new WorkflowExecutionId(fresh.Value.ExecutionId), "failed");

        var keys = _sink.Requests.Select(request => request.IdempotencyKey).ToList();
        keys.Count.ShouldBe(3);
        keys[1].ShouldBe(keys[0]);
        keys[2].ShouldNotBe(keys[0], "From the start every call is really made again.");
    }

    [Test]
    public async Task Sub_workflows_of_different_iterations_have_different_keys()
    {
        var inner = await _scene.PublishAsync(Call());
        var id = await _scene.StartAsync(await _scene.PublishAsync($$"""
            [{"key":"each","type":"forEach","config":{"items":[1,2,3],"body":"sub"} }, {{Sub(inner)[1..]}}
            """));
        await _scene.WaitForAsync(id, "succeeded");

        _sink.Requests.Select(request => request.IdempotencyKey).Distinct().Count().ShouldBe(3);
    }

    private async Task<WorkflowExecutionId> AgainAsync(WorkflowExecutionId id)
    {
        var again = await _scene.Organization.SendAsync(new RetryExecution(id, "failed"));
        again.Error.ShouldBeNull();
        return new WorkflowExecutionId(again.Value.ExecutionId);
    }

    private string Call() => $$"""[{"key":"call","type":"httpRequest","timeout":"PT1M","config":{"method":"POST","url":"{{_sink.Address}}"},"retry":{"attempts":1} }]""";

    private static string Sub(WorkflowId workflow) =>
        $$"""[{"key":"sub","type":"subWorkflow","config":{"workflow":"{{workflow}}"} }]""";
}

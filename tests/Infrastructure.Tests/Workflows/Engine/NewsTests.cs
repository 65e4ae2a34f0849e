using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Financbase.Testing.Hosting;
using Financbase.Testing.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>What happens to an execution while its calls follow one another is taken in before the next call.</summary>
public sealed class NewsTests
{
    private const int Items = 60;
    private const int Held = 3;

    private readonly string _list = $$"""{"list":[{{string.Join(',', Enumerable.Range(0, Items))}}]}""";
    private TaskCompletionSource _gate = null!;
    private EngineScene _scene = null!;
    private HttpSink _sink = null!;

    [SetUp]
    public async Task Build()
    {
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _scene = await EngineScene.BuildAsync();
        _sink = await HttpSink.StartAsync((request, _) => request.Body.Contains($"\"n\":{Held}}}", StringComparison.Ordinal) ? _gate.Task : Task.CompletedTask);
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
    public async Task The_time_of_the_whole_ends_a_loop_of_calls_before_its_next_call()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync($"[{Loop()}]", more: "\"timeout\":\"PT1H\""), _list);
        await HoldAsync();

        await _scene.ExecuteAsync("UPDATE workflow_timers SET due_at = app_now() - interval '1 second' WHERE address = ''");
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<bool>("SELECT fired FROM workflow_timers WHERE address = ''"), fired => fired);
        _gate.SetResult();
        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe("workflows.execution_timeout");
        _sink.Requests.Count.ShouldBe(Held + 1);
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task An_approval_beside_a_loop_of_calls_is_answered_before_the_next_call()
    {
        var firm = await TestPurchases.OpenAsync(_scene.Organization);
        var owner = await _scene.Organization.AddMemberAsync("owner");
        var id = await _scene.StartAsync(await _scene.PublishAsync(Beside("""{"key":"ask","type":"approval","config":{"role":"owner","title":"Go on?"},"next":{"approved":"tell","rejected":null,"timeout":null}}""")), _list);
        await HoldAsync();

        var approval = new ApprovalId(await _scene.ScalarAsync<Guid>("SELECT id FROM approvals"));
        (await firm.AsAsync(owner, new DecideApproval(approval, Approve: true))).Error.ShouldBeNull();
        await SeeAnswerAsync(id);
    }

    [Test]
    public async Task An_event_beside_a_loop_of_calls_is_taken_in_before_the_next_call()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync(Beside("""{"key":"ask","type":"waitForEvent","config":{"event":"workflow.paused"},"next":{"default":"tell","timeout":null}}""")), _list);
        await HoldAsync();

        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Go on"));
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_signals"), count => count == 1);
        await SeeAnswerAsync(id);
    }

    [Test]
    public async Task What_happens_again_and_again_is_taken_in_once_each()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"fork","type":"parallel","config":{"branches":["each","waits"]}},
             LOOP,
             {"key":"waits","type":"forEach","config":{"items":"{{ trigger.list }}","body":"wait","concurrency":1}},
             {"key":"wait","type":"delay","config":{"duration":"PT0.01S"}}]
            """.Replace("LOOP", Loop())), _list);
        await HoldAsync();
        _gate.SetResult();

        await _scene.WaitForAsync(id, "succeeded", seconds: 40);

        _sink.Requests.Count.ShouldBe(Items);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_step_executions WHERE step = 'wait' AND status = 'succeeded'")).ShouldBe(Items);
        await NothingIsLeftAsync();
    }

    private string Loop() => $$$"""
        {"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"call"}},
        {"key":"call","type":"httpRequest","config":{"method":"POST","url":"{{{_sink.Address}}}","body":{"n":"{{ item }}"} } }
        """;

    private string Beside(string wait) => $$"""
        [{"key":"fork","type":"parallel","config":{"branches":["each","ask"] } },{{Loop()}},{{wait}},
         {"key":"tell","type":"httpRequest","config":{"method":"POST","url":"{{_sink.Address}}told"} }]
        """;

    private Task HoldAsync() => EngineScene.UntilAsync(() => Task.FromResult(_sink.Requests.Count), count => count == Held + 1);

    /// <summary>Lets the calls go on, and looks after which of them the answer came.</summary>
    private async Task SeeAnswerAsync(WorkflowExecutionId id)
    {
        _gate.SetResult();
        await _scene.WaitForAsync(id, "succeeded", seconds: 40);

        _sink.Requests.Count.ShouldBe(Items + 1);
        _sink.Requests.Select(request => request.Path).ToList().IndexOf("/told").ShouldBeLessThanOrEqualTo(Held + 2);
        await NothingIsLeftAsync();
    }

    private async Task NothingIsLeftAsync() => (await _scene.ScalarAsync<long>("""
        SELECT (SELECT count(*) FROM workflow_ready) + (SELECT count(*) FROM workflow_timers) + (SELECT count(*) FROM workflow_waits) + (SELECT count(*) FROM workflow_signals)
        """)).ShouldBe(0);
}

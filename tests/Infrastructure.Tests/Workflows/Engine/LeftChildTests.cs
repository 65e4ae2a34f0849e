using Financbase.Domain.Workflows;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>What a <c>subWorkflow</c> step has started goes on by itself once the step waits no longer: nobody waits for it.</summary>
public sealed class LeftChildTests
{
    private const string Long = """[{"key":"hour","type":"delay","config":{"duration":"PT1H"}}]""";

    // Where it is to be a leaf, it ends at once; otherwise it starts the other one, at most so long, and goes on for an hour.
    private const string Member = """
        [{"key":"is","type":"condition","config":{"field":"trigger.leaf","op":"eq","value":true},"next":{"false":"FIRST"}},
         {"key":"sub","type":"subWorkflow","config":{"workflow":"OTHER","input":{"leaf":true} MORE},"next":{"default":"AFTER","error":"AFTER"}},
         {"key":"hour","type":"delay","config":{"duration":"PT1H"},"next":{"default":"BEYOND"}},
         {"key":"end","type":"transform","config":{"set":{"done":true}}}]
        """;

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
    public async Task It_is_not_cancelled_with_the_execution_that_started_it()
    {
        var inner = await _scene.PublishAsync(Long);
        var outer = await _scene.PublishAsync("""
            [{"key":"fork","type":"parallel","config":{"branches":["left","kept"]}},
             {"key":"left","type":"subWorkflow","config":{"workflow":"INNER","timeout":"PT1S"},"next":{"error":"on"}},
             {"key":"kept","type":"subWorkflow","config":{"workflow":"INNER"}},
             {"key":"on","type":"delay","config":{"duration":"PT1H"}}]
            """.Replace("INNER", $"{inner}"));
        var id = await _scene.StartAsync(outer);
        await AtAsync(id, "on");

        await _scene.CancelAsync(id);

        (await _scene.ScalarAsync<string>($"SELECT string_agg(parent_address || ' ' || status, ', ' ORDER BY parent_address) FROM workflow_executions WHERE parent_id = '{id}'"))
            .ShouldBe("kept cancelled, left waiting");
        await _scene.ExecuteAsync("UPDATE workflow_timers SET due_at = app_now()");
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<string>($"SELECT status FROM workflow_executions WHERE parent_address = 'left'"), status => status == "succeeded");
        (await _scene.StatusAsync(id)).ShouldBe("cancelled", "It tells nobody that it has ended.");
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("""
            SELECT (SELECT count(*) FROM workflow_ready) + (SELECT count(*) FROM workflow_timers) + (SELECT count(*) FROM workflow_waits) + (SELECT count(*) FROM workflow_signals)
            """), rows => rows == 0);
    }

    [Test]
    public async Task It_closes_no_ring_of_executions_that_wait_for_each_other()
    {
        var (first, second) = (await _scene.PublishAsync(Long), await _scene.PublishAsync(Long));
        await RepublishAsync(first, Member.Replace("FIRST", "sub").Replace("OTHER", $"{second}").Replace("MORE", ""","timeout":"PT1S" """).Replace("AFTER", "hour").Replace("BEYOND", "end"));
        await RepublishAsync(second, Member.Replace("FIRST", "hour").Replace("OTHER", $"{first}").Replace("MORE", "").Replace("AFTER", "end").Replace("BEYOND", "sub"));
        var holder = await _scene.StartAsync(second, """{"leaf":false}""");
        await AtAsync(holder, "hour");
        // Its child waits for the holder's place until it is left behind.
        var id = await _scene.StartAsync(first, """{"leaf":false}""");
        await AtAsync(id, "hour");
        (await WaitingTurnsAsync()).ShouldBe(1);

        // Waits for the place of the one that has left it behind.
        await GoOnAsync(holder);
        await EngineScene.UntilAsync(WaitingTurnsAsync, count => count == 2);
        await GoOnAsync(id);

        await _scene.WaitForAllAsync("succeeded", 4);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_step_executions WHERE error->>'code' = 'workflows.turn_ring'")).ShouldBe(0);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_turns")).ShouldBe(0);
    }

    private Task AtAsync(WorkflowExecutionId id, string step) => EngineScene.UntilAsync(() => _scene.StepsAsync(id), steps => steps.Contains($"{step}:waiting"));

    private Task<int> GoOnAsync(WorkflowExecutionId id) => _scene.ExecuteAsync($"UPDATE workflow_timers SET due_at = app_now() WHERE execution_id = '{id}'");

    private Task<long> WaitingTurnsAsync() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_turns WHERE NOT running");

    /// <summary>Past the check that no workflow starts itself.</summary>
    private Task<int> RepublishAsync(WorkflowId workflow, string steps) => _scene.ExecuteAsync($$"""
        UPDATE workflow_versions SET definition = '{"name":"Test","concurrency":{"most":1},"triggers":[{"type":"manual"}],"steps":{{steps}}}' WHERE workflow_id = '{{workflow}}'
        """);
}

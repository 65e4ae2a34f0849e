using Financbase.Application.Workflows.Quotas;
using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>What a <c>subWorkflow</c> step is told when what it starts does not begin.</summary>
public sealed class ChildRefusalTests
{
    private const string Long = """[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""";

    private const string Keep = """[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""";

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task Children_that_are_left_out_take_nothing_of_the_quota()
    {
        // The one that has the place, the one that starts others, and one more.
        (await _scene.Organization.SendAsPlatformAsync(new SetWorkflowQuotas(QuotaChange.To(3), QuotaChange.None))).IsSuccess.ShouldBeTrue();
        var inner = await _scene.PublishAsync(Long, more: """ "concurrency":{"whenFull":"skip"} """);
        var loop = await _scene.PublishAsync("""
            [{"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"sub","continueOnError":true}},
             {"key":"sub","type":"subWorkflow","config":{"workflow":"INNER"}}]
            """.Replace("INNER", $"{inner}"));
        var holder = await _scene.StartAsync(inner);
        var id = await _scene.StartAsync(loop, """{"list":[1,2,3,4,5,6,7,8]}""");
        await _scene.StartWorkerAsync();

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<string>("SELECT string_agg(DISTINCT error->>'code', ' ') FROM workflow_step_executions WHERE status = 'failed'")).ShouldBe("workflows.left_out");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_step_executions WHERE step = 'sub' AND status = 'failed'")).ShouldBe(8);
        (await _scene.StatusAsync(holder)).ShouldBe("waiting");
        await _scene.StartAsync(await _scene.PublishAsync(Keep));
    }

    [Test]
    public async Task A_key_that_does_not_work_out_fails_the_step_with_what_is_wrong_and_nothing_else()
    {
        await _scene.StartWorkerAsync();
        var inner = await _scene.PublishAsync(Long, more: """ "concurrency":{"key":"{{ 1 | divided_by: trigger.n }}"} """);
        var outer = await _scene.PublishAsync(
            """[{"key":"sub","type":"subWorkflow","config":{"workflow":"ID","input":{"n":"{{ trigger.n }}"}}}]""".Replace("ID", $"{inner}"));
        var bad = await _scene.StartAsync(outer, """{"n":0}""");

        await _scene.WaitForAsync(bad, "failed");

        (await _scene.ErrorAsync(bad)).ShouldBe("workflows.template_failed");
        (await _scene.ScalarAsync<string>($"SELECT error->>'message' FROM workflow_executions WHERE id = '{bad}'")).ShouldContain("divides by zero");
        (await _scene.ScalarAsync<string>($"SELECT failed_step FROM workflow_executions WHERE id = '{bad}'")).ShouldBe("sub");
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{inner}'")).ShouldBe(0);
        await _scene.WaitForAsync(await _scene.StartAsync(await _scene.PublishAsync(Keep)), "succeeded");
        await _scene.StartAsync(outer, """{"n":1}""");
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<string>("SELECT COALESCE(string_agg(key, ' '), '') FROM workflow_turns WHERE running"), keys => keys == "1");
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready"), rows => rows == 0);
    }
}

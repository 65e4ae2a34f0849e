using Financbase.Domain.Workflows;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>What programs and other sides leave in a workflow hurts no execution but its own.</summary>
public sealed class ForeignDataTests
{
    private const string Plain = """[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""";

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task An_output_as_deep_as_a_value_may_be_is_too_deep_inside_that_of_the_step_that_waited_for_it()
    {
        var inner = await _scene.PublishAsync($$$"""
            [{"key":"deep","type":"code","config":{"code":"let value = 1; for (let level = 0; level < {{{Limits.JsonDepth}}}; level++) value = [value]; return value;"}}]
            """);
        var outer = await _scene.StartAsync(await _scene.PublishAsync(
            """[{"key":"sub","type":"subWorkflow","config":{"workflow":"INNER"}}]""".Replace("INNER", $"{inner}", StringComparison.Ordinal)));
        await _scene.StartWorkerAsync();

        await _scene.WaitForAsync(outer, "failed");

        (await _scene.ErrorAsync(outer)).ShouldBe("workflows.nested_too_deep");
        (await _scene.ScalarAsync<string>($"SELECT status FROM workflow_executions WHERE parent_id = '{outer}'")).ShouldBe("succeeded");
    }

    [Test]
    public async Task A_key_of_turns_that_is_cut_in_the_middle_of_a_character_lets_its_execution_begin()
    {
        var inner = await _scene.PublishAsync(Plain, more: """ "concurrency":{"key":"{{ trigger.k }}"} """);
        var outer = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"long","type":"code","config":{"code":"return 'x'.repeat(199) + String.fromCodePoint(0x1F600)"},"next":{"default":"sub"}},
             {"key":"sub","type":"subWorkflow","config":{"workflow":"INNER","input":{"k":"{{ steps.long.output }}"}}}]
            """.Replace("INNER", $"{inner}", StringComparison.Ordinal)));
        await _scene.StartWorkerAsync();

        await _scene.WaitForAsync(outer, "succeeded");
    }

    [TestCase("INSERT INTO workflow_signals (organization_id, execution_id, address, answer) SELECT organization_id, id, 'wait', 'DEEP' FROM workflow_executions WHERE id = 'ID'")]
    [TestCase("UPDATE workflow_executions SET state = 'DEEP' WHERE id = 'ID'")]
    [TestCase("UPDATE workflow_executions SET state = '{\"tokens\":1}' WHERE id = 'ID'")]
    [TestCase("UPDATE workflow_executions SET event = 'DEEP' WHERE id = 'ID'")]
    public async Task What_cannot_be_read_of_one_execution_parks_that_one_and_no_other_of_its_claim(string spoil)
    {
        var worker = await _scene.StartWorkerAsync();
        var bad = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"P1D"}}]"""));
        await _scene.WaitForAsync(bad, "waiting");
        await worker.DisposeAsync();
        var other = await _scene.FoundAsync("other");
        var good = await _scene.StartAsync(await _scene.PublishAsync(Plain, organization: other), 5, organization: other);
        await _scene.ExecuteAsync(spoil.Replace("DEEP", new string('[', 200) + new string(']', 200), StringComparison.Ordinal).Replace("ID", $"{bad}", StringComparison.Ordinal));
        await _scene.ExecuteAsync($"INSERT INTO workflow_ready (organization_id, execution_id) SELECT organization_id, id FROM workflow_executions WHERE id = '{bad}'");

        await _scene.StartWorkerAsync();

        await _scene.WaitForAllAsync("succeeded", good.Count);
        await _scene.WaitForAsync(bad, "parked");
        (await _scene.ScalarAsync<string>($"SELECT parked_reason FROM workflow_executions WHERE id = '{bad}'")).ShouldBe("poison");
        (await _scene.ScalarAsync<string>($"SELECT message FROM workflow_logs WHERE execution_id = '{bad}' AND level = 'error'")).ShouldContain("cannot be read");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
    }

    [TestCase("""[{"key":"end","type":"code","config":{"code":"throw new Error('a\\u0000b')"}}]""", "ab")]
    [TestCase("""[{"key":"end","type":"code","config":{"code":"throw new Error('a\\ud800b')"}}]""", "a\ufffdb")]
    [TestCase("""
        [{"key":"text","type":"code","config":{"code":"return 'a\\u0000b'"},"next":{"default":"end"}},
         {"key":"end","type":"stop","config":{"outcome":"failed","message":"{{ steps.text.output }}"}}]
        """, "ab")]
    public async Task What_cannot_be_kept_of_a_message_is_left_out(string steps, string message)
    {
        await _scene.StartWorkerAsync();

        var id = await _scene.StartAsync(await _scene.PublishAsync(steps));

        await _scene.WaitForAsync(id, "failed");
        (await _scene.ScalarAsync<string>($"SELECT error->>'message' FROM workflow_executions WHERE id = '{id}'")).ShouldEndWith(message);
        (await _scene.ScalarAsync<string>("SELECT data->>'message' FROM events WHERE type = 'workflow.execution_failed'")).ShouldEndWith(message);
        (await _scene.ScalarAsync<string>($"SELECT message FROM workflow_logs WHERE execution_id = '{id}'")).ShouldEndWith(message);
    }

    [Test]
    public async Task What_cannot_be_kept_of_a_question_is_left_out()
    {
        await _scene.StartWorkerAsync();

        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"text","type":"code","config":{"code":"return 'a\\u0000b'"},"next":{"default":"ask"}},
             {"key":"ask","type":"approval","config":{"role":"owner","title":"{{ steps.text.output }}?"}}]
            """));

        await _scene.WaitForAsync(id, "waiting");
        (await _scene.ScalarAsync<string>($"SELECT title FROM approvals WHERE execution_id = '{id}'")).ShouldBe("ab?");
    }
}

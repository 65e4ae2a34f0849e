namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Branches, joins and ends, by the real engine.</summary>
public sealed class BranchTests
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

    [TestCase(""" "mode":"any" """, "PT1H", "PT1H", "b c")]
    [TestCase(""" "mode":"count","count":2 """, "PT0.2S", "PT1H", "c")]
    [TestCase(""" "mode":"all" """, "PT0.1S", "PT0.3S", "")]
    public async Task A_join_goes_on_when_as_many_branches_have_come_as_it_says(string join, string second, string third, string cancelled)
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync($$$"""
            [{"key":"fork","type":"parallel","config":{"branches":["a","b","c"]}},
             {"key":"a","type":"transform","config":{"set":{"x":1}},"next":{"default":"meet"}},
             {"key":"b","type":"delay","config":{"duration":"{{{second}}}"},"next":{"default":"meet"}},
             {"key":"c","type":"delay","config":{"duration":"{{{third}}}"},"next":{"default":"meet"}},
             {"key":"meet","type":"join","config":{ {{{join}}} },"next":{"default":"end"}},
             {"key":"end","type":"stop","config":{"output":{"n":"{{ trigger.n }}"} } }]
            """), """{"n":7}""");

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.OutputAsync(id)).GetRawText().ShouldBe("""{"n":7}""");
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_step_executions WHERE execution_id = '{id}' AND step = 'meet' AND status = 'succeeded'")).ShouldBe(1);
        (await _scene.ScalarAsync<string>($"SELECT COALESCE(string_agg(step, ' ' ORDER BY step), '') FROM workflow_step_executions WHERE execution_id = '{id}' AND status = 'cancelled'")).ShouldBe(cancelled);
        (await _scene.ScalarAsync<long>("SELECT (SELECT count(*) FROM workflow_timers) + (SELECT count(*) FROM workflow_ready)")).ShouldBe(0);
    }

    [Test]
    public async Task A_moment_that_is_waited_for_comes()
    {
        var at = DateTime.UtcNow.AddSeconds(1);
        var id = await _scene.StartAsync(
            await _scene.PublishAsync("""[{"key":"wait","type":"waitUntil","config":{"at":"{{ trigger.at }}"},"next":{"default":"then"}},{"key":"then","type":"transform","config":{"set":{"came":true}}}]"""),
            $$"""{"at":"{{at:yyyy-MM-dd'T'HH:mm:ss.fffZ}}"}""");

        await _scene.WaitForAsync(id, "succeeded");

        DateTime.UtcNow.ShouldBeGreaterThanOrEqualTo(at);
        (await _scene.StepsAsync(id)).ShouldBe("wait:waiting wait:succeeded then:succeeded");
    }

    [Test]
    public async Task An_answer_without_anybody_who_called_is_the_output_of_its_step()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"say","type":"respond","config":{"status":201,"body":{"n":"{{ trigger.n }}"}}}]"""), """{"n":7}""");

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.OutputAsync(id)).GetProperty("body").GetRawText().ShouldBe("""{"n":7}""");
    }
}

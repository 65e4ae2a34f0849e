using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class WaitTests
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
    public async Task A_wait_ends_with_the_first_event_that_passes_its_filter()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"wait","type":"waitForEvent","config":{"event":"workflow.paused","filter":{"field":"event.name","op":"eq","value":"{{ trigger.name }}"},"timeout":"PT1H"},
              "next":{"default":"keep"}},
             {"key":"keep","type":"transform","config":{"set":{"name":"{{ steps.wait.output.event.name }}","type":"{{ steps.wait.output['$event'].type }}"}}}]
            """), """{"name":"{{ secrets.mine }}"}""");
        await _scene.WaitForAsync(id, "waiting");

        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Other"));
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM event_deliveries WHERE consumer = 'workflows' AND state = 'pending'"), open => open == 0);
        (await _scene.StatusAsync(id)).ShouldBe("waiting");

        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "{{ secrets.mine }}"));
        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<string>($"SELECT output::text FROM workflow_executions WHERE id = '{id}'"))
            .ShouldBe("""{"name":"{{ secrets.mine }}","type":"workflow.paused"}""");
        (await _scene.ScalarAsync<long>("SELECT (SELECT count(*) FROM workflow_waits) + (SELECT count(*) FROM workflow_timers) + (SELECT count(*) FROM workflow_signals)")).ShouldBe(0);
    }

    [Test]
    public async Task When_the_time_is_over_the_wait_takes_its_other_outcome()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"wait","type":"waitForEvent","config":{"event":"workflow.paused","timeout":"PT0.3S"},"next":{"default":"yes","timeout":"no"}},
             {"key":"yes","type":"transform","config":{"set":{"came":true}}},
             {"key":"no","type":"transform","config":{"set":{"came":false}}}]
            """));

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<string>($"SELECT output->>'came' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("false");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_waits")).ShouldBe(0);
    }

    [Test]
    public async Task A_moment_in_the_past_is_not_waited_for_and_one_ahead_is_a_row()
    {
        const string Steps = """[{"key":"wait","type":"waitUntil","config":{"at":"{{ trigger.at }}"}}]""";
        var workflow = await _scene.PublishAsync(Steps);
        var past = await _scene.StartAsync(workflow, """{"at":"2020-01-31"}""");
        var ahead = await _scene.StartAsync(workflow, $$"""{"at":"{{DateTime.UtcNow.AddDays(300):yyyy-MM-dd'T'HH:mm:ssZ}}"}""");
        var wrong = await _scene.StartAsync(workflow, """{"at":"tomorrow"}""");

        await _scene.WaitForAsync(past, "succeeded");
        await _scene.WaitForAsync(ahead, "waiting");
        await _scene.WaitForAsync(wrong, "failed");
        (await _scene.ScalarAsync<int>("SELECT (due_at - app_now() > interval '299 days')::int FROM workflow_timers")).ShouldBe(1);
    }

    [Test]
    public async Task The_time_of_a_whole_execution_ends_it_wherever_it_is()
    {
        var workflow = await _scene.PublishAsync("""
            [{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]
            """, more: "\"timeout\":\"PT1S\"");
        var id = await _scene.StartAsync(workflow);

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ScalarAsync<string>($"SELECT error->>'code' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("workflows.execution_timeout");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_timers")).ShouldBe(0);
    }

    [Test]
    public async Task Another_workflow_is_waited_for_and_its_end_comes_back()
    {
        var inner = await _scene.PublishAsync("""
            [{"key":"wait","type":"delay","config":{"duration":"PT0.2S"},"next":{"default":"twice"}},
             {"key":"twice","type":"transform","config":{"set":{"n":"{{ trigger.n | times: 2 }}"}}}]
            """);
        var outer = await _scene.PublishAsync("""
            [{"key":"sub","type":"subWorkflow","config":{"workflow":"INNER","input":{"n":"{{ trigger.n }}"}},"next":{"default":"keep"}},
             {"key":"keep","type":"transform","config":{"set":{"n":"{{ steps.sub.output.output.n }}"}}}]
            """.Replace("INNER", $"{inner}"));
        var id = await _scene.StartAsync(outer, """{"n":21}""");

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<string>($"SELECT output->>'n' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("42");
    }

    [Test]
    public async Task Another_workflow_that_takes_too_long_goes_on_and_is_not_started_once_more()
    {
        var inner = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""");
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"sub","type":"subWorkflow","config":{"workflow":"INNER","timeout":"PT1S"},"retry":{"attempts":3,"delay":"PT0.1S"}}]
            """.Replace("INNER", $"{inner}")));

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe("workflows.sub_timeout");
        (await _scene.ScalarAsync<string>("SELECT string_agg(status, ' ' ORDER BY status) FROM workflow_executions")).ShouldBe("failed waiting");
    }

    [Test]
    public async Task A_workflow_that_starts_itself_ends_with_an_error_and_not_with_the_machine()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT0S"}}]""");
        await _scene.ExecuteAsync($$$"""
            UPDATE workflow_versions SET definition = '{"name":"Test","triggers":[{"type":"manual"}],"steps":[{"key":"again","type":"subWorkflow","config":{"workflow":"{{{workflow}}}"}}]}'
            """);
        var id = await _scene.StartAsync(workflow);

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions")).ShouldBe(Limits.ExecutionDepth);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE error->>'message' LIKE '%levels deep%'")).ShouldBeGreaterThan(0);
    }

    [TestCase(Limits.ExecutionDepth, "succeeded")]
    [TestCase(Limits.ExecutionDepth + 1, "failed")]
    public async Task A_chain_of_workflows_is_as_deep_as_it_may_be_and_no_deeper(int depth, string end)
    {
        var workflow = await _scene.PublishAsync("""[{"key":"last","type":"transform","config":{"set":{"n":"{{ trigger.n }}"}}}]""");
        for (var level = 1; level < depth; level++)
            workflow = await _scene.PublishAsync(Calls(workflow));
        var id = await _scene.StartAsync(workflow, """{"n":7}""");

        await _scene.WaitForAsync(id, end);

        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE status = '{end}'")).ShouldBe(Limits.ExecutionDepth);
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions")).ShouldBe(Limits.ExecutionDepth);
        await NothingIsLeftAsync();
        if (end == "failed")
            (await _scene.ScalarAsync<string>($"SELECT error->>'message' FROM workflow_executions WHERE id = '{id}'")).ShouldContain("at most 5 levels deep");
    }

    [Test]
    public async Task Workflows_that_start_one_another_end_with_an_error_and_leave_nothing_behind()
    {
        var first = await _scene.PublishAsync("""[{"key":"later","type":"delay","config":{"duration":"PT0S"}}]""");
        var second = await _scene.PublishAsync(Calls(first));
        await _scene.ExecuteAsync($$"""
            UPDATE workflow_versions SET definition = '{"name":"Test","triggers":[{"type":"manual"}],"steps":{{Calls(second)}}}' WHERE workflow_id = '{{first}}'
            """);
        var id = await _scene.StartAsync(first);

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ScalarAsync<string>($"SELECT error->>'message' FROM workflow_executions WHERE id = '{id}'")).ShouldContain("at most 5 levels deep");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'failed'")).ShouldBe(Limits.ExecutionDepth);
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task However_many_waits_of_one_execution_end_at_once_none_is_forgotten()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"outer","type":"forEach","config":{"items":"{{ trigger.list }}","body":"inner","concurrency":50}},
             {"key":"inner","type":"forEach","config":{"items":"{{ trigger.list }}","body":"wait","concurrency":50}},
             {"key":"wait","type":"waitForEvent","config":{"event":"workflow.paused"}}]
            """), $$"""{"list":[{{string.Join(',', Enumerable.Range(0, 33))}}]}""");
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_waits"), count => count == 33 * 33, seconds: 60);

        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Go on"));

        await _scene.WaitForAsync(id, "succeeded", seconds: 60);
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task What_was_told_to_an_execution_just_when_it_ended_is_cleared_away()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"a","type":"transform","config":{"set":{"x":1}}}]"""));
        await _scene.WaitForAsync(id, "succeeded");

        await _scene.ExecuteAsync($"""
            INSERT INTO workflow_signals (organization_id, execution_id, address, answer) VALUES ('{_scene.Organization.Id.Value}', '{id}', 'a', 'null');
            INSERT INTO workflow_ready (organization_id, execution_id) VALUES ('{_scene.Organization.Id.Value}', '{id}')
            """);

        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready"), count => count == 0);
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task Publishing_refuses_a_workflow_that_would_start_itself_also_by_others()
    {
        var first = await DraftAsync("""[{"key":"keep","type":"transform","config":{"set":{"n":1}}}]""");
        (await TryPublishAsync(first)).ShouldBeNull();
        var second = await DraftAsync(Calls(first));
        (await TryPublishAsync(second)).ShouldBeNull();

        foreach (var target in new[] { first, second })
        {
            (await _scene.Organization.SendAsync(new SaveDraft(first, Draft(Calls(target))))).Error.ShouldBeNull();
            var refused = await TryPublishAsync(first);
            refused.ShouldNotBeNull().Code.ShouldBe("workflows.not_publishable");
            refused.Fields!.Keys.ShouldBe(["steps[0].config.workflow"]);
        }

        (await TryPublishAsync(await DraftAsync(Calls(second)))).ShouldBeNull();

        async Task<WorkflowId> DraftAsync(string steps) => new((await _scene.Organization.SendAsync(new CreateWorkflow(Draft(steps)))).Value.Id);

        async Task<Error?> TryPublishAsync(WorkflowId workflow) => (await _scene.Organization.SendAsync(new PublishWorkflow(workflow))).Error;

        static string Draft(string steps) => $$"""{"name":"Test","triggers":[{"type":"manual"}],"steps":{{steps}}}""";
    }

    private static string Calls(WorkflowId workflow) =>
        """[{"key":"sub","type":"subWorkflow","config":{"workflow":"ID","input":{"n":"{{ trigger.n }}"}}}]""".Replace("ID", $"{workflow}", StringComparison.Ordinal);

    private async Task NothingIsLeftAsync() => (await _scene.ScalarAsync<long>("""
        SELECT (SELECT count(*) FROM workflow_executions WHERE finished_at IS NULL) + (SELECT count(*) FROM workflow_ready)
            + (SELECT count(*) FROM workflow_timers) + (SELECT count(*) FROM workflow_waits) + (SELECT count(*) FROM workflow_signals)
        """)).ShouldBe(0);

    [Test]
    public async Task Whoever_cancels_an_execution_cancels_what_it_waits_for()
    {
        var inner = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""");
        var id = await _scene.StartAsync(await _scene.PublishAsync(
            """[{"key":"sub","type":"subWorkflow","config":{"workflow":"INNER"}}]""".Replace("INNER", $"{inner}")));
        await _scene.WaitForAllAsync("waiting", 2);

        await _scene.CancelAsync(id);

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'cancelled'")).ShouldBe(2);
        (await _scene.ScalarAsync<long>(
            "SELECT (SELECT count(*) FROM workflow_ready) + (SELECT count(*) FROM workflow_timers) + (SELECT count(*) FROM workflow_signals)")).ShouldBe(0);
    }

    [Test]
    public async Task What_failed_later_is_undone_last_first_and_the_execution_has_failed()
    {
        var id = await _scene.StartAsync(await _scene.PublishAsync("""
            [{"key":"one","type":"transform","config":{"set":{"n":1}},"undo":"undoOne","next":{"default":"two"}},
             {"key":"two","type":"transform","config":{"set":{"n":2}},"undo":"undoTwo","next":{"default":"end"}},
             {"key":"end","type":"stop","config":{"outcome":"failed","message":"Not {{ steps.two.output.n }}"}},
             {"key":"undoOne","type":"transform","config":{"set":{"undone":"{{ steps.one.output.n }}"}}},
             {"key":"undoTwo","type":"transform","config":{"set":{"undone":"{{ steps.two.output.n }}"}}}]
            """));

        await _scene.WaitForAsync(id, "failed");

        (await _scene.StepsAsync(id)).ShouldBe("one:succeeded two:succeeded end:failed undoTwo:succeeded undoOne:succeeded");
        (await _scene.ScalarAsync<string>($"SELECT error->>'message' FROM workflow_executions WHERE id = '{id}'")).ShouldBe("Not 2");
        (await _scene.ScalarAsync<string>($"SELECT failed_step FROM workflow_executions WHERE id = '{id}'")).ShouldBe("end");
    }
}

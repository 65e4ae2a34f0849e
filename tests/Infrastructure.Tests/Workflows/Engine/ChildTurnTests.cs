using Financbase.Domain.Workflows;
using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>What <c>subWorkflow</c> steps start obeys the <c>concurrency</c> of the workflow that it runs.</summary>
public sealed class ChildTurnTests
{
    private const string Once = """ "concurrency":{"most":1} """;
    private const string ByKey = """ "concurrency":{"key":"{{ trigger.k }}"} """;
    private const string Long = """[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""";
    private const string Short = """[{"key":"wait","type":"delay","config":{"duration":"PT0.3S"}}]""";

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task Children_of_one_key_run_one_after_the_other_and_other_keys_do_not_wait_for_them()
    {
        var inner = await _scene.PublishAsync(Short, more: ByKey);
        var outer = await _scene.PublishAsync(Sub(inner));
        var ids = (await _scene.StartAsync(outer, 4, """{"k":"a"}""")).Concat(await _scene.StartAsync(inner, 2, """{"k":"a"}""")).ToList();
        var other = await _scene.StartAsync(outer, """{"k":"b"}""");
        await StartTwoWorkersAsync();

        foreach (var id in ids.Append(other))
            await _scene.WaitForAsync(id, "succeeded");

        (await OverlapsAsync(inner)).ShouldBe(0);
        (await _scene.ScalarAsync<bool>($"""
            SELECT b.finished_at < (SELECT max(finished_at) FROM workflow_executions WHERE input->>'k' = 'a') FROM workflow_executions b WHERE b.id = '{other}'
            """)).ShouldBeTrue();
        await NothingIsLeftAsync();
    }

    [TestCase(50)]
    [TestCase(3)]
    public async Task The_items_of_a_loop_are_all_done_one_at_a_time(int concurrency)
    {
        var inner = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT0.01S"}}]""", more: Once);
        var id = await _scene.StartAsync(await LoopAsync(inner, concurrency), $$"""{"list":[{{string.Join(',', Enumerable.Range(0, 50))}}]}""");
        await StartTwoWorkersAsync();

        await _scene.WaitForAsync(id, "succeeded", seconds: 60);

        (await _scene.OutputAsync(id)).GetProperty("succeeded").GetInt32().ShouldBe(50);
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{inner}' AND status = 'succeeded'")).ShouldBe(50);
        (await OverlapsAsync(inner)).ShouldBe(0);
        await NothingIsLeftAsync();
    }

    [TestCase("skip", "workflows.left_out", 0)]
    [TestCase("cancelNewest", "workflows.sub_failed", 1)]
    public async Task One_too_many_is_left_out_or_cancelled_and_its_step_is_told(string rule, string code, int booked)
    {
        await _scene.StartWorkerAsync();
        var inner = await _scene.PublishAsync(Long, more: $$""" "concurrency":{"whenFull":"{{rule}}"} """);
        var holder = await _scene.StartAsync(inner);
        await _scene.WaitForAsync(holder, "waiting");

        var id = await _scene.StartAsync(await _scene.PublishAsync(Sub(inner)));
        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe(code);
        (await _scene.StatusAsync(holder)).ShouldBe("waiting");
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE parent_id = '{id}' AND status = 'cancelled'")).ShouldBe(booked);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions")).ShouldBe(2 + booked);
        (await _scene.ScalarAsync<string>("SELECT execution_id::text FROM workflow_turns")).ShouldBe($"{holder}");
    }

    [Test]
    public async Task The_one_that_began_first_is_cancelled_for_a_child()
    {
        await _scene.StartWorkerAsync();
        var inner = await _scene.PublishAsync(
            """[{"key":"long","type":"condition","config":{"field":"trigger.long","op":"eq","value":true},"next":{"true":"wait"}},{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""",
            more: """ "concurrency":{"most":2,"whenFull":"cancelOldest"} """);
        var holders = await _scene.StartAsync(inner, 2, """{"long":true}""");
        await _scene.WaitForAsync(holders[1], "waiting");

        var id = await _scene.StartAsync(await _scene.PublishAsync(Sub(inner)));
        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.StatusAsync(holders[0])).ShouldBe("cancelled");
        (await _scene.StatusAsync(holders[1])).ShouldBe("waiting");
    }

    [Test]
    public async Task What_an_execution_starts_is_not_cancelled_for_what_else_it_starts()
    {
        var inner = await _scene.PublishAsync(Short, more: """ "concurrency":{"whenFull":"cancelOldest"} """);
        var id = await _scene.StartAsync(await LoopAsync(inner, concurrency: 5), """{"list":[1,2,3,4,5]}""");
        await StartTwoWorkersAsync();

        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{inner}' AND status = 'succeeded'")).ShouldBe(5);
        (await OverlapsAsync(inner)).ShouldBe(0);
    }

    [Test]
    public async Task A_workflow_that_another_one_of_its_own_runs_does_not_wait_for_itself()
    {
        await _scene.StartWorkerAsync();
        var second = await _scene.PublishAsync(Short, more: Once);
        var first = await _scene.PublishAsync(
            """[{"key":"is","type":"condition","config":{"field":"trigger.back","op":"eq","value":true},"next":{"false":"sub"}},SUB]""".Replace("SUB", Sub(second)[1..^1]), more: Once);
        await RepublishAsync(second, Sub(first, """{"back":true}"""), Once);
        var ids = await _scene.StartAsync(first, 2);

        await _scene.WaitForAsync(ids[1], "succeeded");

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'succeeded'")).ShouldBe(6);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE level = 2")).ShouldBe(2);
        (await OverlapsAsync(first, "AND one.level = 0 AND other.level = 0")).ShouldBe(0);
        await NothingIsLeftAsync();
    }

    [TestCase(2)]
    [TestCase(3)]
    public async Task Executions_that_would_wait_for_each_other_are_told_and_do_not_wait_for_ever(int length)
    {
        const int Rings = 8;
        const string Steps = """
            [{"key":"is","type":"condition","config":{"field":"trigger.leaf","op":"eq","value":true},"next":{"false":"wait"}},
             {"key":"wait","type":"delay","config":{"duration":"PT0.3S"},"next":{"default":"sub"}},SUB]
            """;
        var ring = new List<WorkflowId>();
        for (var number = 0; number < length; number++)
            ring.Add(await _scene.PublishAsync(Short, more: ByKey));
        foreach (var (number, workflow) in ring.Index())
            await RepublishAsync(workflow, Steps.Replace("SUB", Sub(ring[(number + 1) % length], """{"leaf":true,"k":"{{ trigger.k }}"}""")[1..^1]), ByKey);
        for (var number = 0; number < Rings; number++)
            foreach (var workflow in ring)
                await _scene.StartAsync(workflow, $$"""{"k":"{{number}}"}""");
        await StartTwoWorkersAsync();

        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE finished_at IS NULL"), open => open == 0);

        (await _scene.ScalarAsync<string>("SELECT string_agg(DISTINCT error->>'code', ' ') FROM workflow_executions WHERE status = 'failed'")).ShouldBe("workflows.turn_ring");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'failed'")).ShouldBe(Rings, "One of each ring gives way.");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'succeeded'")).ShouldBe(Rings * (length - 1) * 2);
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task A_child_that_waits_is_cancelled_with_whoever_waits_for_it()
    {
        var (holder, id) = await WaitBehindAsync();

        await _scene.CancelAsync(id);

        (await _scene.ScalarAsync<string>($"SELECT status FROM workflow_executions WHERE parent_id = '{id}'")).ShouldBe("cancelled");
        (await _scene.ScalarAsync<string>("SELECT execution_id::text FROM workflow_turns")).ShouldBe($"{holder}");
        await _scene.CancelAsync(holder);
        await NothingIsLeftAsync();
    }

    [Test]
    public async Task A_step_waits_for_a_turn_as_long_as_it_waits_for_anything()
    {
        var (holder, id) = await WaitBehindAsync(""","timeout":"PT1S" """);

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe("workflows.sub_timeout");
        await _scene.CancelAsync(holder);
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<string>($"SELECT status FROM workflow_executions WHERE parent_id = '{id}'"), status => status == "waiting");
    }

    [Test]
    public async Task A_child_that_waits_when_its_worker_is_killed_gets_its_turn()
    {
        var inner = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT4S"}}]""", more: Once);
        await using var first = Start();
        var holder = await _scene.StartAsync(inner);
        var id = await _scene.StartAsync(await _scene.PublishAsync(Sub(inner)));
        await EngineScene.UntilAsync(WaitingTurnsAsync, count => count == 1, seconds: 60);
        await first.KillAsync();
        (await _scene.StatusAsync(holder)).ShouldBe("waiting");

        await using var second = Start();
        await _scene.WaitForAsync(id, "succeeded", seconds: 60);

        (await _scene.StatusAsync(holder)).ShouldBe("succeeded");
        (await OverlapsAsync(inner)).ShouldBe(0);
        await NothingIsLeftAsync();

        WebProcess Start() => WebProcess.Start(_scene.Database, ("Process:Roles", "web,worker"), ("Encryption:Key", EngineWorker.EncryptionKey));
    }

    [TestCase("queue")]
    [TestCase("cancelOldest")]
    public async Task Two_organizations_do_not_take_turns_with_each_other(string rule)
    {
        var more = $$""" "concurrency":{"whenFull":"{{rule}}"} """;
        await _scene.StartWorkerAsync();
        var holder = await _scene.StartAsync(await _scene.PublishAsync(Long, more: more));
        await _scene.WaitForAsync(holder, "waiting");
        var others = await _scene.FoundAsync("others");
        var inner = await _scene.PublishAsync(Short, organization: others, more: more);
        // One and the same workflow, as far as ids tell.
        var mine = await _scene.ScalarAsync<Guid>($"SELECT workflow_id FROM workflow_turns");
        foreach (var (table, column) in new[] { ("workflows", "id"), ("workflow_versions", "workflow_id") })
            await _scene.ExecuteAsync($"SET session_replication_role = replica; UPDATE {table} SET {column} = '{mine}' WHERE {column} = '{inner}'; RESET session_replication_role");
        var outer = await _scene.PublishAsync(Sub(new WorkflowId(mine)), organization: others);

        var ids = await _scene.StartAsync(outer, 1, organization: others);
        await _scene.WaitForAsync(ids[0], "succeeded");

        (await _scene.StatusAsync(holder)).ShouldBe("waiting");
    }

    /// <summary>One that has the place for an hour, and one that waits for its child, which waits for that place.</summary>
    private async Task<(WorkflowExecutionId Holder, WorkflowExecutionId Id)> WaitBehindAsync(string more = "")
    {
        await _scene.StartWorkerAsync();
        var inner = await _scene.PublishAsync(Long, more: Once);
        var holder = await _scene.StartAsync(inner);
        await _scene.WaitForAsync(holder, "waiting");
        var id = await _scene.StartAsync(await _scene.PublishAsync(Sub(inner, more: more)));
        await EngineScene.UntilAsync(WaitingTurnsAsync, count => count == 1);
        (await _scene.ScalarAsync<string>($"SELECT status FROM workflow_executions WHERE parent_id = '{id}'")).ShouldBe("queued");
        return (holder, id);
    }

    private async Task StartTwoWorkersAsync()
    {
        await _scene.StartWorkerAsync();
        await _scene.StartWorkerAsync();
    }

    private Task<WorkflowId> LoopAsync(WorkflowId inner, int concurrency) => _scene.PublishAsync(
        """[{"key":"each","type":"forEach","config":{"items":"{{ trigger.list }}","body":"sub","concurrency":CONCURRENCY}},SUB]"""
            .Replace("CONCURRENCY", $"{concurrency}").Replace("SUB", Sub(inner)[1..^1]));

    /// <summary>Past the check that no workflow starts itself.</summary>
    private Task<int> RepublishAsync(WorkflowId workflow, string steps, string more) => _scene.ExecuteAsync($$"""
        UPDATE workflow_versions SET definition = '{"name":"Test",{{more}},"triggers":[{"type":"manual"}],"steps":{{steps}}}' WHERE workflow_id = '{{workflow}}'
        """);

    private static string Sub(WorkflowId workflow, string input = """{"k":"{{ trigger.k }}"}""", string more = "") =>
        """[{"key":"sub","type":"subWorkflow","config":{"workflow":"ID","input":INPUT MORE}}]""".Replace("ID", $"{workflow}").Replace("INPUT", input).Replace("MORE", more);

    private Task<long> WaitingTurnsAsync() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_turns WHERE NOT running");

    private Task<long> OverlapsAsync(WorkflowId workflow, string more = "") => _scene.ScalarAsync<long>($"""
        SELECT count(*) FROM workflow_executions one JOIN workflow_executions other ON one.id < other.id
            AND one.workflow_id = '{workflow}' AND other.workflow_id = '{workflow}' AND one.input->>'k' IS NOT DISTINCT FROM other.input->>'k' {more}
            AND (one.started_at, one.finished_at) OVERLAPS (other.started_at, other.finished_at)
        """);

    private async Task NothingIsLeftAsync() => (await _scene.ScalarAsync<long>("""
        SELECT (SELECT count(*) FROM workflow_turns) + (SELECT count(*) FROM workflow_ready) + (SELECT count(*) FROM workflow_signals)
            + (SELECT count(*) FROM workflow_timers) + (SELECT count(*) FROM workflow_executions WHERE finished_at IS NULL)
        """)).ShouldBe(0);
}

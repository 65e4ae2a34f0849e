using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>A database step happens once, wherever a process dies or a lease is lost.</summary>
public sealed class ExactlyOnceTests
{
    private const int Many = 20;

    private static readonly (string, string)[] Unaware = [("Workflows:Heartbeat", "01:00:00"), ("Workflows:Slots", "1")];

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task After_kill_9_between_the_effect_and_its_checkpoint_the_effect_is_found_and_not_repeated()
    {
        await using var gate = await Gate.CloseAsync(_scene, "workflow_step_executions", "NEW.status = 'succeeded' AND NEW.step = 'tell'");
        var workflow = await _scene.PublishAsync("""
            [{"key":"tell","type":"emitEvent","config":{"name":"told","data":{"n":"{{ trigger.n }}"}},"next":{"default":"note"}},
             {"key":"note","type":"recordMetric","config":{"name":"told","value":"{{ trigger.n }}"}}]
            """);
        var ids = await _scene.StartAsync(workflow, Many, """{"n":%n}""");
        await using var first = Start();

        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_effects WHERE output IS NOT NULL"), done => done == Many, seconds: 60);
        await first.KillAsync();
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_step_executions WHERE status = 'succeeded'")).ShouldBe(0);
        await gate.OpenAsync();
        await using var second = Start();
        await _scene.WaitForAllAsync("succeeded", Many, seconds: 60);

        foreach (var id in ids)
            (await _scene.StepsAsync(id)).ShouldBe("tell:running tell:running tell:succeeded note:running note:succeeded");
        (await _scene.ScalarAsync<string>("SELECT string_agg(data->'data'->>'n', ' ' ORDER BY (data->'data'->>'n')::int) FROM events WHERE type = 'custom.told'"))
            .ShouldBe(string.Join(' ', Enumerable.Range(0, Many)));
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM metrics")).ShouldBe(Many);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM audit_logs WHERE action = 'event.emit'")).ShouldBe(Many);
    }

    [Test]
    public async Task Of_two_workers_that_both_perform_a_step_one_waits_and_finds_what_the_other_did()
    {
        await using var gate = await Gate.CloseAsync(_scene, "events", "NEW.type = 'custom.told'");
        await _scene.StartWorkerAsync(Unaware);
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"tell","type":"emitEvent","config":{"name":"told"}}]"""));
        await WaitingAsync("%custom%", "%INTO events%");

        await _scene.ExecuteAsync("UPDATE workflow_ready SET worker_id = NULL, fence = NULL");
        await _scene.StartWorkerAsync();
        await WaitingAsync("%workflow_effects%", "%workflow_effects%");
        await gate.OpenAsync();
        await _scene.WaitForAsync(id, "succeeded");

        (await _scene.StepsAsync(id)).ShouldBe("tell:running tell:running tell:succeeded");
        (await _scene.OutputAsync(id)).GetRawText().ShouldBe("""{"type":"custom.told"}""");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'custom.told'")).ShouldBe(1);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_effects")).ShouldBe(1);
    }

    [Test]
    public async Task Connections_that_break_in_the_middle_repeat_no_effect()
    {
        const int Runs = 150;
        var workflow = await _scene.PublishAsync("""
            [{"key":"tell","type":"emitEvent","config":{"name":"told","data":{"n":"{{ trigger.n }}"}},"next":{"default":"note"}},
             {"key":"note","type":"recordMetric","config":{"name":"told","value":"{{ trigger.n }}"}}]
            """);
        await _scene.StartWorkerAsync();
        await _scene.StartWorkerAsync();
        var ids = await _scene.StartAsync(workflow, Runs, """{"n":%n}""");

        for (var blow = 0; blow < 10; blow++)
        {
            await Task.Delay(150);
            await _scene.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename IN ('financbase_app', 'financbase_system')");
        }

        await _scene.WaitForAllAsync("succeeded", Runs, seconds: 60);
        (await _scene.ScalarAsync<long>("SELECT count(DISTINCT data->'data'->>'n') FROM events WHERE type = 'custom.told'")).ShouldBe(Runs);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM events WHERE type = 'custom.told'")).ShouldBe(Runs);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM metrics")).ShouldBe(Runs);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_effects WHERE output IS NULL")).ShouldBe(0);
        ids.Count.ShouldBe(Runs);
    }

    [Test]
    public async Task What_is_refused_leaves_no_effect_and_may_succeed_later()
    {
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync(
            """[{"key":"change","type":"updateRecord","config":{"resource":"workflow","id":"{{ trigger.id }}","set":{"status":"published"}}}]"""),
            $$"""{"id":"{{await _scene.PublishAsync("""[{"key":"a","type":"delay","config":{"duration":"PT1S"}}]""")}}"}""");

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe("workflows.not_paused");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_effects")).ShouldBe(0);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM audit_logs WHERE actor_kind = 'workflow'")).ShouldBe(0);
    }

    private WebProcess Start() => WebProcess.Start(_scene.Database, ("Process:Roles", "web,worker"), ("Encryption:Key", EngineWorker.EncryptionKey));

    // Somebody waits for a lock with one of these statements.
    private Task WaitingAsync(string one, string other) => EngineScene.UntilAsync(
        () => _scene.ScalarAsync<long>($"""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock' AND (query LIKE '{one}' OR query LIKE '{other}')
            """),
        waiting => waiting > 0);
}

using Npgsql;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class TurnTests
{
    private const string Slow = """[{"key":"wait","type":"delay","config":{"duration":"PT0.4S"}}]""";

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
    public async Task Executions_of_one_key_take_turns_and_other_keys_do_not_wait_for_them()
    {
        var workflow = await _scene.PublishAsync(Slow, more: """ "concurrency":{"key":"{{ trigger.k }}"} """);
        await _scene.StartAsync(workflow, 4, """{"k":"a"}""");
        await _scene.StartAsync(workflow, 1, """{"k":"b"}""");

        await _scene.WaitForAllAsync("succeeded", 5);

        (await _scene.ScalarAsync<long>("""
            SELECT count(*) FROM workflow_executions one JOIN workflow_executions other ON one.id < other.id
                AND one.input->>'k' = other.input->>'k'
                AND (one.started_at, one.finished_at) OVERLAPS (other.started_at, other.finished_at)
            """)).ShouldBe(0);
        (await _scene.ScalarAsync<int>("""
            SELECT (b.finished_at < (SELECT max(finished_at) FROM workflow_executions WHERE input->>'k' = 'a'))::int
            FROM workflow_executions b WHERE input->>'k' = 'b'
            """)).ShouldBe(1);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_turns")).ShouldBe(0);
    }

    [TestCase("cancelOldest", 2)]
    [TestCase("cancelNewest", 0)]
    public async Task One_too_many_cancels_another_or_itself(string rule, int survivor)
    {
        var workflow = await _scene.PublishAsync(Slow, more: $$""" "concurrency":{"whenFull":"{{rule}}"} """);
        var ids = await _scene.StartAsync(workflow, 3);

        await _scene.WaitForAsync(ids[survivor], "succeeded");

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions WHERE status = 'cancelled'")).ShouldBe(2);
    }

    [Test]
    public async Task One_too_many_is_skipped()
    {
        var workflow = await _scene.PublishAsync(Slow, more: """ "concurrency":{"most":2,"whenFull":"skip"} """);

        var ids = new List<bool>();
        for (var number = 0; number < 3; number++)
            ids.Add(await _scene.StartOnceAsync(workflow, $"{number}") is not null);

        ids.ShouldBe([true, true, false]);
        await _scene.WaitForAllAsync("succeeded", 2);
    }

    [Test]
    public async Task A_cancelled_one_gives_its_turn_away()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""", more: """ "concurrency":{"most":1} """);
        var ids = await _scene.StartAsync(workflow, 2);
        await _scene.WaitForAsync(ids[0], "waiting");
        (await _scene.StatusAsync(ids[1])).ShouldBe("queued");

        await _scene.CancelAsync(ids[0]);

        await _scene.WaitForAsync(ids[1], "waiting");
    }

    [Test]
    public async Task One_that_is_cancelled_just_when_its_turn_comes_does_not_begin()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""", more: """ "concurrency":{"most":1} """);
        var ids = await _scene.StartAsync(workflow, 2);
        await _scene.WaitForAsync(ids[0], "waiting");
        await _scene.StopWorkersAsync();
        await using var source = NpgsqlDataSource.Create(_scene.Database.Superuser);
        await using var other = await source.OpenConnectionAsync();
        var passing = await other.BeginTransactionAsync();
        await ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended(organization_id::text || workflow_id || key, 0)) FROM workflow_turns LIMIT 1");
        var cancelling = _scene.CancelAsync(ids[1]);
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%pg_advisory_xact_lock%'"), count => count == 1);

        await ExecuteAsync($"UPDATE workflow_turns SET running = true WHERE execution_id = '{ids[1]}'");
        await ExecuteAsync($"INSERT INTO workflow_ready (organization_id, execution_id) VALUES ('{_scene.Organization.Id.Value}', '{ids[1]}')");
        await passing.CommitAsync();
        await cancelling;

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(await _scene.StartAsync(await _scene.PublishAsync(Slow)), "succeeded");
        (await _scene.StatusAsync(ids[1])).ShouldBe("cancelled");

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, other);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Test]
    public async Task Many_at_once_from_several_sides_all_get_their_turn()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"shape","type":"transform","config":{"set":{"a":1}}}]""", more: """ "concurrency":{"most":2} """);

        await Parallel.ForAsync(0, 8, async (_, _) => await _scene.StartAsync(workflow, 10));

        await _scene.WaitForAllAsync("succeeded", 80);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_turns")).ShouldBe(0);
    }
}

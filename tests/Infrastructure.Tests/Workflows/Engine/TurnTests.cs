using Financbase.Application.Paging;
using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
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
    public async Task What_a_newer_one_takes_the_place_of_is_cancelled_by_whichever_worker_comes_next()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""", more: """ "concurrency":{"whenFull":"cancelOldest"} """);
        var first = await _scene.StartAsync(workflow);
        await _scene.WaitForAsync(first, "waiting");
        await _scene.StopWorkersAsync();

        var (second, third) = (await _scene.StartAsync(workflow), await _scene.StartAsync(workflow));

        (await _scene.StatusAsync(first)).ShouldBe("waiting");
        (await _scene.ScalarAsync<string>("SELECT string_agg(running || ' ' || leaving, ', ' ORDER BY position) FROM workflow_turns")).ShouldBe("true true, false true, false false");
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(third, "waiting");
        (await _scene.StatusAsync(first), await _scene.StatusAsync(second)).ShouldBe(("cancelled", "cancelled"));
        (await _scene.ScalarAsync<string>("SELECT string_agg(execution_id || ' ' || running || ' ' || leaving, ', ') FROM workflow_turns")).ShouldBe($"{third} true false");
    }

    [Test]
    public async Task One_that_somebody_is_at_is_cancelled_for_a_newer_one_when_they_are_done_and_holds_up_no_other()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""", more: """ "concurrency":{"key":"{{ trigger.k }}","whenFull":"cancelOldest"} """);
        var (busy, free) = (await _scene.StartAsync(workflow, """{"k":"a"}"""), await _scene.StartAsync(workflow, """{"k":"b"}"""));
        await _scene.WaitForAllAsync("waiting", 2);
        await using var source = NpgsqlDataSource.Create(_scene.Database.Superuser);
        await using var somebody = await source.OpenConnectionAsync();
        await using var at = await somebody.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT FROM workflow_executions WHERE id = '{busy}' FOR UPDATE", somebody))
            await hold.ExecuteNonQueryAsync();

        var next = await _scene.StartAsync(workflow, """{"k":"a"}""");
        await _scene.WaitForAsync(await _scene.StartAsync(workflow, """{"k":"b"}"""), "waiting");

        (await _scene.StatusAsync(free)).ShouldBe("cancelled");
        (await _scene.StatusAsync(next)).ShouldBe("queued");
        await at.RollbackAsync();
        await _scene.WaitForAsync(next, "waiting");
        (await _scene.StatusAsync(busy)).ShouldBe("cancelled");
    }

    [Test]
    public async Task Who_waits_for_a_turn_is_told_whose_and_how_many_come_before()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""", more: """ "concurrency":{"most":1,"key":"{{ trigger.k }}"} """);
        var ids = await _scene.StartAsync(workflow, 4, """{"k":"a"}""");
        await _scene.StartAsync(workflow, 2, """{"k":"b"}""");
        await _scene.WaitForAsync(ids[0], "waiting");

        (await TurnAsync(ids[0])).ShouldBeNull();
        (await TurnAsync(ids[1])).ShouldBe(new ExecutionTurn("a", 0, ids[0].Value));
        (await TurnAsync(ids[3])).ShouldBe(new ExecutionTurn("a", 2, ids[0].Value));
        (await _scene.Organization.SendAsync(new ListExecutions(new PageRequest(10)))).Value.Items.Select(one => (one.Turn?.Key, one.Turn?.Before)).Reverse()
            .ShouldBe([(null, null), ("a", 0), ("a", 1), ("a", 2), (null, null), ("b", 0)]);
        var keyless = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""", more: """ "concurrency":{"most":1} """), 2);
        (await TurnAsync(keyless[1])).ShouldBe(new ExecutionTurn(null, 0, keyless[0].Value));

        await _scene.CancelAsync(ids[0]);

        (await TurnAsync(ids[1])).ShouldBeNull();
        (await TurnAsync(ids[3])).ShouldBe(new ExecutionTurn("a", 1, ids[1].Value));

        async Task<ExecutionTurn?> TurnAsync(WorkflowExecutionId id) => (await _scene.Organization.SendAsync(new GetExecution(id))).Value.Turn;
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task One_that_is_cancelled_just_when_its_turn_comes_does_not_begin(bool isWorkerAtIt)
    {
        var workflow = await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"PT1H"}}]""", more: """ "concurrency":{"most":1} """);
        var ids = await _scene.StartAsync(workflow, 2);
        await _scene.WaitForAsync(ids[0], "waiting");
        await _scene.StopWorkersAsync();
        await using var source = NpgsqlDataSource.Create(_scene.Database.Superuser);
        await using var other = await source.OpenConnectionAsync();
        var passing = await other.BeginTransactionAsync();
        await ExecuteAsync(other, "SELECT pg_advisory_xact_lock(hashtextextended(organization_id::text || workflow_id || key, 0)) FROM workflow_turns LIMIT 1");
        var cancelling = _scene.CancelAsync(ids[1]);
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%pg_advisory_xact_lock%'"), count => count == 1);

        await _scene.ExecuteAsync($"UPDATE workflow_turns SET running = true WHERE execution_id = '{ids[1]}'");
        await _scene.ExecuteAsync($"INSERT INTO workflow_ready (organization_id, execution_id) VALUES ('{_scene.Organization.Id.Value}', '{ids[1]}')");
        await using var worker = await source.OpenConnectionAsync();
        var writing = isWorkerAtIt ? WriteAsync() : Task.CompletedTask;
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"), count => count == (isWorkerAtIt ? 2 : 1));
        await passing.CommitAsync();
        await cancelling;
        await writing;

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(await _scene.StartAsync(await _scene.PublishAsync(Slow)), "succeeded");
        (await _scene.StatusAsync(ids[1])).ShouldBe("cancelled");

        // As a checkpoint of one that was claimed meanwhile: its row in the queue, then its others.
        async Task WriteAsync()
        {
            await using var checkpoint = await worker.BeginTransactionAsync();
            await ExecuteAsync(worker, $"SELECT FROM workflow_ready WHERE execution_id = '{ids[1]}' FOR UPDATE");
            await ExecuteAsync(worker, $"UPDATE workflow_executions SET status = 'running' WHERE id = '{ids[1]}'");
            await checkpoint.CommitAsync();
        }

        static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
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

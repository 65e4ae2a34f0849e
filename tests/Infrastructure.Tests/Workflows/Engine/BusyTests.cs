using System.Text.Json;
using Financbase.Domain.Events;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Starting;
using Financbase.Testing.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Somebody holds the rows of one execution for as long as they like: all others go on.</summary>
public sealed class BusyTests
{
    private const string Keep = """[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""";

    private TaskCompletionSource _gate = null!;
    private EngineScene _scene = null!;
    private HttpSink _sink = null!;

    [SetUp]
    public async Task Build()
    {
        _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _scene = await EngineScene.BuildAsync();
        _sink = await HttpSink.StartAsync(_ => _gate.Task);
    }

    [TearDown]
    public async Task Clear()
    {
        _gate.TrySetResult();
        await _scene.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Test]
    public async Task A_checkpoint_of_an_execution_that_somebody_is_at_holds_up_no_other()
    {
        await _scene.StartWorkerAsync();
        var busy = await CallingAsync(await _scene.PublishAsync(Call()));
        await using var somebody = await HoldAsync($"SELECT FROM workflow_ready WHERE execution_id = '{busy}' FOR UPDATE");

        _gate.SetResult();
        await WaitingAsync("%workflow_ready%");
        var others = await _scene.StartAsync(await _scene.PublishAsync(Keep), 20);

        await _scene.WaitForAllAsync("succeeded", others.Count, seconds: 15); // Less than a command waits before it gives up.
        (await _scene.StatusAsync(busy)).ShouldBe("running");
        await somebody.DisposeAsync();
        await _scene.WaitForAsync(busy, "succeeded");
        (await _scene.StepsAsync(busy)).ShouldBe("call:running call:succeeded");
    }

    [Test]
    public async Task What_ends_while_its_turns_are_locked_holds_up_no_other()
    {
        await _scene.StartWorkerAsync();
        var busy = await CallingAsync(await _scene.PublishAsync(Call(), more: """ "concurrency":{"most":1} """));
        await using var somebody = await HoldAsync(
            "SELECT pg_advisory_xact_lock(hashtextextended(organization_id::text || workflow_id || key, 0)) FROM workflow_turns");

        _gate.SetResult();
        await WaitingAsync("%pg_advisory_xact_lock%");
        var others = await _scene.StartAsync(await _scene.PublishAsync(Keep), 20);

        await _scene.WaitForAllAsync("succeeded", others.Count, seconds: 15); // Less than a command waits before it gives up.
        await somebody.DisposeAsync();
        await _scene.WaitForAsync(busy, "succeeded");
    }

    [Test]
    public async Task A_timer_of_an_execution_that_somebody_is_at_holds_up_no_other()
    {
        const string Both = """
            [{"key":"fork","type":"parallel","config":{"branches":["call","rest"]}},
             {"key":"call","type":"httpRequest","timeout":"PT1M","config":{"method":"POST","url":"SINK"}},
             {"key":"rest","type":"delay","config":{"duration":"P1D"}}]
            """;
        await _scene.StartWorkerAsync();
        var busy = await CallingAsync(await _scene.PublishAsync(Both.Replace("SINK", $"{_sink.Address}", StringComparison.Ordinal)));
        var other = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"rest","type":"delay","config":{"duration":"P1D"}}]"""));
        await _scene.WaitForAsync(other, "waiting");
        await using var somebody = await HoldAsync($"SELECT FROM workflow_ready WHERE execution_id = '{busy}' FOR UPDATE");

        await _scene.ExecuteAsync($"UPDATE workflow_timers SET due_at = app_now() - CASE execution_id WHEN '{busy}' THEN interval '1 hour' ELSE '0' END");

        await _scene.WaitForAsync(other, "succeeded");
        _gate.SetResult();
        await somebody.DisposeAsync();
        await _scene.WaitForAsync(busy, "succeeded");
    }

    [Test]
    public async Task An_event_that_is_awaited_waits_its_turn_at_the_queue_before_it_takes_anything_else()
    {
        const string Both = """
            [{"key":"fork","type":"parallel","config":{"branches":["call","wait"]}},
             {"key":"call","type":"httpRequest","timeout":"PT1M","config":{"method":"POST","url":"SINK"}},
             {"key":"wait","type":"waitForEvent","config":{"event":"workflow.paused"}}]
            """;
        await _scene.StartWorkerAsync();
        var busy = await CallingAsync(await _scene.PublishAsync(Both.Replace("SINK", $"{_sink.Address}", StringComparison.Ordinal)));
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_waits"), count => count == 1);
        await using var checkpoint = await HoldAsync($"SELECT FROM workflow_ready WHERE execution_id = '{busy}' FOR UPDATE");
        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Go on"));
        await WaitingAsync("%workflow_ready%");

        await using (var closing = new NpgsqlCommand("UPDATE workflow_waits SET filter = filter; COMMIT", checkpoint))
            await closing.ExecuteNonQueryAsync();

        _gate.SetResult();
        await _scene.WaitForAsync(busy, "succeeded");
    }

    [Test]
    public async Task A_deadline_that_comes_while_something_else_is_taken_in_is_heard_before_the_next_call()
    {
        var id = await HearingAsync("IF nextval('heard') = 1 THEN NEW.woken := true; ELSE UPDATE workflow_timers SET fired = true; END IF;");

        await _scene.WaitForAsync(id, "failed");
        (await _scene.ErrorAsync(id)).ShouldBe("workflows.execution_timeout");
        _sink.Requests.Count.ShouldBe(1);
    }

    [Test]
    public async Task What_keeps_happening_holds_up_no_call_for_ever()
    {
        var id = await HearingAsync("PERFORM nextval('heard'); NEW.woken := true;");

        await _scene.WaitForAsync(id, "succeeded");
        (await _scene.ScalarAsync<long>("SELECT last_value FROM heard")).ShouldBe(3);
        _sink.Requests.Count.ShouldBe(2);
    }

    [Test]
    public async Task However_many_wait_for_an_event_its_data_is_held_once()
    {
        const int Waits = 2_500;
        await _scene.ExecuteAsync($"""
            INSERT INTO workflow_waits (organization_id, execution_id, address, event)
            SELECT '{_scene.Organization.Id.Value}', gen_random_uuid(), 'wait', 'workflow.paused' FROM generate_series(1, {Waits})
            """);
        var large = JsonSerializer.SerializeToElement(new { text = new string('x', 100_000) });
        var booked = new StoredEvent(1, Guid.NewGuid(), _scene.Organization.Id, "workflow.paused", 1, DateTimeOffset.UnixEpoch, large, null, 0, EventOrigin.Live);
        var waits = _scene.Services.GetRequiredService<EventWaits>();
        await using var connection = await _scene.DataSources.System.OpenConnectionAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await waits.SettleAsync([booked], connection, CancellationToken.None);

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(50L * 1024 * 1024);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_waits")).ShouldBe(0);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_signals WHERE answer->'event'->>'text' LIKE 'xxx%'")).ShouldBe(Waits);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(Waits);
    }

    /// <summary>The first of two calls ends when something has happened meanwhile; the statements run each time that it is heard.</summary>
    private async Task<WorkflowExecutionId> HearingAsync(string statements)
    {
        await _scene.ExecuteAsync($"""
            CREATE SEQUENCE heard;
            CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN {statements} RETURN NEW; END $$;
            CREATE TRIGGER meanwhile BEFORE UPDATE ON workflow_ready FOR EACH ROW WHEN (OLD.woken AND NOT NEW.woken AND OLD.fence = NEW.fence) EXECUTE FUNCTION meanwhile()
            """);
        await _scene.StartWorkerAsync();
        var second = $$$"""},"next":{"default":"then"}},{"key":"then","type":"httpRequest","config":{"url":"{{{_sink.Address}}}"} }]""";
        var id = await CallingAsync(await _scene.PublishAsync(Call().Replace("}}]", second, StringComparison.Ordinal), more: """ "timeout":"P1D" """));
        await _scene.ExecuteAsync("UPDATE workflow_ready SET woken = true");
        _gate.SetResult();
        return id;
    }

    private async Task<WorkflowExecutionId> CallingAsync(WorkflowId workflow)
    {
        var id = await _scene.StartAsync(workflow);
        await EngineScene.UntilAsync(() => Task.FromResult(_sink.Requests.Count), count => count == 1);
        return id;
    }

    private string Call() => """[{"key":"call","type":"httpRequest","timeout":"PT1M","config":{"method":"POST","url":"SINK"}}]"""
        .Replace("SINK", $"{_sink.Address}", StringComparison.Ordinal);

    /// <summary>Holds what the statement locks until it is disposed of.</summary>
    private async Task<NpgsqlConnection> HoldAsync(string sql)
    {
        var connection = new NpgsqlConnection(_scene.Database.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; " + sql, connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private Task WaitingAsync(string statement) => EngineScene.UntilAsync(
        () => _scene.ScalarAsync<long>($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '{statement}'"),
        count => count > 0);
}

using Financbase.Application.Workflows;
using Financbase.Domain.Workflows;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class ScheduleTests
{
    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task Two_processes_start_a_workflow_once_at_each_time()
    {
        await PublishAsync("* * * * *", "all");
        await PassAsync("10 minutes");

        await _scene.StartWorkerAsync();
        await _scene.StartWorkerAsync();
        await EngineScene.UntilAsync(() => CountAsync("status = 'succeeded'"), count => count >= 11);

        // Minutes may pass meanwhile: each of them has fired once, up to the one before that for which it waits now.
        (await _scene.ScalarAsync<string>("""
            SELECT concat_ws(' ', count(*) FILTER (WHERE e.source <> 'schedule'), count(*) - count(DISTINCT fired.at),
                count(*) - extract(epoch FROM max(fired.at) - min(fired.at))::int / 60, (SELECT next_at FROM workflow_schedules) - max(fired.at))
            FROM workflow_executions e CROSS JOIN LATERAL (SELECT (e.input ->> 'scheduledAt')::timestamptz AS at) fired
            """)).ShouldBe("0 0 1 00:01:00");
        (await _scene.ScalarAsync<string>("SELECT string_agg(DISTINCT action, ',') FROM audit_logs WHERE action LIKE 'workflow.start%'")).ShouldBe("workflow.start_by_schedule");
        (await _scene.ScalarAsync<bool>("SELECT bool_and((input ->> 'firedAt')::timestamptz >= (input ->> 'scheduledAt')::timestamptz) FROM workflow_executions")).ShouldBeTrue();
    }

    [TestCase("once", 1)]
    [TestCase("skip", 0)]
    public async Task When_the_clock_jumps_what_was_missed_fires_as_the_trigger_says(string misfire, int expected)
    {
        await PublishAsync("0 8 * * *", misfire);

        await _scene.StartWorkerAsync(("ConnectionStrings:FinancbaseSystem", Shifted("3 days 2 hours")));
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<bool>("SELECT bool_and(next_at > now() + interval '3 days') FROM workflow_schedules"), moved => moved);

        (await CountAsync("true")).ShouldBe(expected);
    }

    [Test]
    public async Task A_process_that_dies_while_it_books_leaves_nothing_and_nothing_is_lost()
    {
        await PublishAsync("* * * * *", "once");
        await PassAsync("10 minutes");
        await using var source = NpgsqlDataSource.Create(_scene.Database.Superuser);
        await using var holder = await source.OpenConnectionAsync();
        var blocked = await holder.BeginTransactionAsync();
        await new NpgsqlCommand("LOCK TABLE workflow_dedupe IN ACCESS EXCLUSIVE MODE", holder).ExecuteNonQueryAsync();
        await _scene.StartWorkerAsync();

        const string Booking = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%workflow_dedupe%'";
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>($"SELECT count(*) {Booking}"), count => count > 0);
        await _scene.ExecuteAsync($"SELECT pg_terminate_backend(pid) {Booking}");
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>($"SELECT count(*) {Booking}"), count => count > 0);
        (await CountAsync("true")).ShouldBe(0);
        (await _scene.ScalarAsync<bool>("SELECT bool_and(next_at < now()) FROM workflow_schedules")).ShouldBeTrue();
        await blocked.RollbackAsync();

        await _scene.WaitForAllAsync("succeeded", 1);
        (await CountAsync("true")).ShouldBe(1);
    }

    [Test]
    public async Task A_schedule_counts_only_while_its_workflow_is_published()
    {
        var workflow = await PublishAsync("0 8 * * 1-5", "once");
        (await RowsAsync()).ShouldBe("v1#0 0 8 * * 1-5");

        (await _scene.Organization.SendAsync(new PauseWorkflow(workflow))).IsSuccess.ShouldBeTrue();
        (await RowsAsync()).ShouldBe("");
        (await _scene.Organization.SendAsync(new ResumeWorkflow(workflow))).IsSuccess.ShouldBeTrue();
        (await RowsAsync()).ShouldBe("v1#0 0 8 * * 1-5");

        var draft = Definition("""{"type":"manual"},{"type":"schedule","cron":"0 9 * * *"},{"type":"schedule","cron":"0 10 * * *"}""");
        (await _scene.Organization.SendAsync(new SaveDraft(workflow, draft))).IsSuccess.ShouldBeTrue();
        (await RowsAsync()).ShouldBe("v1#0 0 8 * * 1-5");
        (await _scene.Organization.SendAsync(new PublishWorkflow(workflow))).IsSuccess.ShouldBeTrue();
        (await RowsAsync()).ShouldBe("v2#1 0 9 * * *, v2#2 0 10 * * *");

        (await _scene.Organization.SendAsync(new DeleteWorkflow(workflow))).IsSuccess.ShouldBeTrue();
        (await RowsAsync()).ShouldBe("");
    }

    [Test]
    public async Task An_organization_that_is_set_aside_starts_nothing_until_it_is_back()
    {
        await PublishAsync("* * * * *", "once");
        var other = await _scene.FoundAsync("other");
        await PublishAsync("* * * * *", "once", other);
        await _scene.ExecuteAsync($"UPDATE organizations SET state = 'suspended' WHERE id = '{_scene.Organization.Id}'");
        await PassAsync("10 minutes");
        await _scene.StartWorkerAsync();

        await _scene.WaitForAllAsync("succeeded", 1);
        (await CountAsync($"organization_id = '{_scene.Organization.Id}'")).ShouldBe(0);

        await _scene.ExecuteAsync("UPDATE organizations SET state = 'active'");
        await _scene.WaitForAllAsync("succeeded", 2);
        (await CountAsync($"organization_id = '{_scene.Organization.Id}'")).ShouldBe(1);
    }

    [Test]
    public async Task Times_take_turns_as_the_workflow_says()
    {
        await PublishAsync("* * * * *", "all", more: "\"concurrency\":{\"whenFull\":\"skip\"},");
        await PassAsync("5 minutes");

        await _scene.StartWorkerAsync();
        await _scene.WaitForAllAsync("succeeded", 1);

        (await CountAsync("true")).ShouldBe(1);
    }

    [Test]
    public async Task A_workflow_tells_when_it_starts_next()
    {
        var workflow = await PublishAsync("0 8 * * 1-5", "once");

        var found = (await _scene.Organization.SendAsync(new GetWorkflow(workflow))).Value.Schedules.ShouldHaveSingleItem();

        found.TimeZone.ShouldBe("Europe/Berlin");
        found.Next.Count.ShouldBe(5);
        found.Next.ShouldBeInOrder();
        found.Next.ShouldAllBe(time => TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).TimeOfDay == TimeSpan.FromHours(8));
        (await _scene.ScalarAsync<DateTime>("SELECT next_at FROM workflow_schedules")).ShouldBe(found.Next[0].UtcDateTime);
    }

    private static string Definition(string triggers, string more = "") => """
        {"name":"Timed",MORE"triggers":[TRIGGERS],"steps":[{"key":"keep","type":"transform","config":{"set":{"at":"{{ trigger.scheduledAt }}"}}}]}
        """.Replace("MORE", more).Replace("TRIGGERS", triggers);

    private async Task<WorkflowId> PublishAsync(string cron, string misfire, Testing.Hosting.TestOrganization? organization = null, string more = "")
    {
        var trigger = $$"""{"type":"schedule","cron":"{{cron}}","timeZone":"Europe/Berlin","misfire":"{{misfire}}"}""";
        var made = await (organization ?? _scene.Organization).SendAsync(new CreateWorkflow(Definition(trigger, more)));
        made.Error.ShouldBeNull();
        var id = new WorkflowId(made.Value.Id);
        (await (organization ?? _scene.Organization).SendAsync(new PublishWorkflow(id))).Error.ShouldBeNull();
        return id;
    }

    /// <summary>As if no process had run for so long.</summary>
    private Task PassAsync(string time) =>
        _scene.ExecuteAsync($"UPDATE workflow_schedules SET next_at = date_trunc('minute', now()) - interval '{time}'");

    private Task<long> CountAsync(string where) => _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE {where}");

    private Task<string> RowsAsync() => _scene.ScalarAsync<string>(
        "SELECT COALESCE(string_agg('v' || version || '#' || position || ' ' || cron, ', ' ORDER BY position), '') FROM workflow_schedules");

    private string Shifted(string later) => new NpgsqlConnectionStringBuilder(_scene.Database.System)
    {
        Options = $"-c app.clock_shift={later.Replace(" ", "\\ ", StringComparison.Ordinal)}",
    }.ConnectionString;
}

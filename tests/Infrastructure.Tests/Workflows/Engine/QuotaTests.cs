using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Quotas;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Quotas;
using Financbase.Infrastructure.Workflows.Starting;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class QuotaTests
{
    private const string Keep = """[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""";

    private const string OnPause = """{"type":"event","event":"workflow.paused"}""";

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task So_many_begin_within_a_day_and_others_are_not_held_up_by_it()
    {
        await SetAsync(_scene.Organization, perDay: 3, unfinished: null);
        var workflow = await _scene.PublishAsync(Keep);
        var other = await _scene.FoundAsync("other");
        var theirs = await _scene.PublishAsync(Keep, organization: other);

        for (var number = 0; number < 3; number++)
            (await TryAsync(_scene.Organization, workflow)).ShouldBeNull();
        (await TryAsync(_scene.Organization, workflow)).ShouldBe("workflows.quota_reached");
        (await TryAsync(other, theirs)).ShouldBeNull();

        await _scene.ExecuteAsync("UPDATE workflow_tally_entries SET day = day - 1");
        await EngineScene.UntilAsync(() => TryAsync(_scene.Organization, workflow), error => error is null);
    }

    [Test]
    public async Task So_many_are_under_way_and_one_that_has_ended_makes_room()
    {
        await SetAsync(_scene.Organization, perDay: null, unfinished: 2);
        var workflow = await _scene.PublishAsync(Keep);
        (await TryAsync(_scene.Organization, workflow)).ShouldBeNull();
        var last = await _scene.StartAsync(workflow);
        (await TryAsync(_scene.Organization, workflow)).ShouldBe("workflows.quota_reached");

        await _scene.CancelAsync(last);

        await EngineScene.UntilAsync(() => TryAsync(_scene.Organization, workflow), error => error is null);
    }

    [Test]
    public async Task What_an_event_does_not_start_is_counted_told_once_and_started_when_the_event_comes_again()
    {
        await SetAsync(_scene.Organization, perDay: 1, unfinished: null);
        var first = await _scene.PublishAsync(Keep, OnPause);
        await _scene.PublishAsync(Keep, OnPause);
        await _scene.StartWorkerAsync();
        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "One"), new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Two"));
        await HandledAsync();

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions")).ShouldBe(1);
        (await RefusedAsync()).ShouldBe(3);
        (await _scene.ScalarAsync<string>("SELECT string_agg(quota || ' ' || most, ' ') FROM workflow_quota_notices")).ShouldBe("executions_per_day 1");
        (await _scene.Organization.SendAsync(new GetWorkflowStatistics(first))).Value.Total.Refused.ShouldBeGreaterThan(0);

        await _scene.Organization.AddMemberAsync("owner");
        await TellAsync();
        await TellAsync();
        (await _scene.ScalarAsync<string>("SELECT string_agg(data::text, '') FROM events WHERE type = 'organization.quota_reached'"))
            .ShouldContain("executions_per_day");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM notifications WHERE source LIKE 'workflow_quota:%'")).ShouldBe(1);

        await SetAsync(_scene.Organization, perDay: 0, unfinished: null);
        await EngineScene.UntilAsync(async () =>
        {
            await _scene.ExecuteAsync("""
                UPDATE event_deliveries d SET state = 'pending', due_at = app_now() FROM events e
                WHERE e.id = d.event_id AND e.type = 'workflow.paused' AND d.consumer = 'workflows'
                """);
            await HandledAsync();
            return await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions");
        }, count => count == 4);
    }

    [Test]
    public async Task A_step_that_would_start_one_too_many_fails()
    {
        await SetAsync(_scene.Organization, perDay: 1, unfinished: null);
        var child = await _scene.PublishAsync(Keep);
        var parent = await _scene.PublishAsync($$$"""[{"key":"sub","type":"subWorkflow","config":{"workflow":"{{{child}}}"}}]""");
        var id = await _scene.StartAsync(parent);
        await _scene.StartWorkerAsync();

        await _scene.WaitForAsync(id, "failed");

        (await _scene.ErrorAsync(id)).ShouldBe("workflows.sub_failed");
        (await _scene.ScalarAsync<string>($"SELECT error->>'message' FROM workflow_executions WHERE id = '{id}'")).ShouldContain("as many executions as it may");
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions")).ShouldBe(1);
        (await RefusedAsync()).ShouldBe(1);
        (await _scene.ScalarAsync<string>("SELECT quota FROM workflow_quota_notices")).ShouldBe("executions_per_day");
    }

    [Test]
    public async Task A_time_that_is_refused_is_counted_and_does_not_come_again()
    {
        await SetAsync(_scene.Organization, perDay: null, unfinished: 1);
        var made = await _scene.Organization.SendAsync(new CreateWorkflow(
            $$"""{"name":"Timed","triggers":[{"type":"schedule","cron":"0 8 * * *","timeZone":"Europe/Berlin","misfire":"once"}],"steps":{{Keep}}}"""));
        var workflow = new WorkflowId(made.Value.Id);
        (await _scene.Organization.SendAsync(new PublishWorkflow(workflow))).Error.ShouldBeNull();
        await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"rest","type":"delay","config":{"duration":"P1D"}}]"""));
        await _scene.ExecuteAsync("UPDATE workflow_schedules SET next_at = app_now() - interval '3 days'");
        await _scene.StartWorkerAsync();

        await EngineScene.UntilAsync(RefusedAsync, count => count == 1);

        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE workflow_id = '{workflow}'")).ShouldBe(0);
        (await _scene.ScalarAsync<bool>("SELECT bool_and(next_at > app_now()) FROM workflow_schedules")).ShouldBeTrue();
    }

    [Test]
    public async Task An_event_that_comes_again_takes_no_room_from_a_new_one()
    {
        await SetAsync(_scene.Organization, perDay: 2, unfinished: null);
        await _scene.PublishAsync(Keep, OnPause);
        await _scene.StartWorkerAsync();
        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "One"));
        await HandledAsync();
        await _scene.StopWorkersAsync();

        await _scene.ExecuteAsync("""
            UPDATE event_deliveries d SET state = 'pending', due_at = app_now() FROM events e
            WHERE e.id = d.event_id AND e.type = 'workflow.paused' AND d.consumer = 'workflows'
            """);
        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Two"), new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Three"));
        await _scene.StartWorkerAsync();
        await HandledAsync();

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_executions")).ShouldBe(2);
        (await RefusedAsync()).ShouldBe(1);
    }

    [Test]
    public async Task An_organization_is_told_in_a_flood_and_while_another_one_cannot_be()
    {
        var other = await _scene.FoundAsync("other");
        await other.AddMemberAsync("owner");
        var owner = await _scene.Organization.AddMemberAsync("owner");
        await _scene.ExecuteAsync($"""
            INSERT INTO workflow_quota_notices (organization_id, day, quota, most)
            VALUES ('{_scene.Organization.Id.Value}', '2026-06-01', 'unfinished', 5), ('{other.Id.Value}', '2026-06-01', 'unfinished', 7);
            INSERT INTO notifications (organization_id, id, user_id, source, title, body)
            SELECT '{other.Id.Value}', gen_random_uuid(), '{owner.Id}', 'step:' || n, 'Much', '' FROM generate_series(1, 2100) n;
            ALTER TABLE notifications ADD CONSTRAINT fault CHECK (organization_id <> '{_scene.Organization.Id.Value}') NOT VALID
            """);

        await TellAsync();

        (await ToldAsync()).ShouldBe($"{other.Id.Value}");
        (await _scene.ScalarAsync<string>("SELECT body FROM notifications WHERE source LIKE 'workflow_quota:%'")).ShouldStartWith("On 2026-06-01 7 runs had not ended");
        await _scene.ExecuteAsync("ALTER TABLE notifications DROP CONSTRAINT fault");
        await TellAsync();
        (await ToldAsync()).Split(' ').Length.ShouldBe(2);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM notifications WHERE source LIKE 'workflow_quota:%'")).ShouldBe(2);

        Task<string> ToldAsync() => _scene.ScalarAsync<string>("SELECT COALESCE(string_agg(organization_id::text, ' '), '') FROM workflow_quota_notices WHERE told_at IS NOT NULL");
    }

    [Test]
    public async Task What_many_ask_at_once_is_counted_by_one_of_them_and_exactly()
    {
        await SetAsync(_scene.Organization, perDay: 5, unfinished: null);
        var quotas = _scene.Services.GetRequiredService<StartQuotas>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(async () => await quotas.TakeAsync(_scene.Organization.Id, CancellationToken.None))));

        taken.Count(reached => reached is null).ShouldBe(5);
        taken.Where(reached => reached is not null).ShouldAllBe(reached => reached!.Value.ComeBackAfter > TimeSpan.Zero && reached.Value.ComeBackAfter <= TimeSpan.FromDays(1));
        quotas.GiveBack(_scene.Organization.Id);
        (await quotas.TakeAsync(_scene.Organization.Id, CancellationToken.None)).ShouldBeNull();
    }

    [Test]
    public async Task Who_counts_for_all_may_be_broken_off_and_another_one_counts()
    {
        await SetAsync(_scene.Organization, perDay: 5, unfinished: null);
        var quotas = _scene.Services.GetRequiredService<StartQuotas>();
        await using var closed = await CountsAsync();
        using var first = new CancellationTokenSource();

        var broken = quotas.TakeAsync(_scene.Organization.Id, first.Token).AsTask();
        await CountingAsync();
        var waiting = quotas.TakeAsync(_scene.Organization.Id, CancellationToken.None).AsTask();
        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(broken);
        await closed.DisposeAsync();

        (await waiting).ShouldBeNull();
    }

    [Test]
    public async Task Who_holds_the_only_connection_counts_on_it()
    {
        await SetAsync(_scene.Organization, perDay: 1, unfinished: null);
        var workflow = await _scene.PublishAsync(Keep);
        await using var one = new DataSources(
            NpgsqlDataSource.Create(_scene.Database.App), NpgsqlDataSource.Create(_scene.Database.App), NpgsqlDataSource.Create(_scene.Database.System + ";Maximum Pool Size=1;Timeout=2"));
        var quotas = new StartQuotas(one, new QuotaOptions(), TimeProvider.System);
        await using var connection = await one.System.OpenConnectionAsync();

        var booked = await quotas.BookAsync([Start(), Start()], connection, CancellationToken.None);

        booked.Ids.Count.ShouldBe(1);
        booked.Refused.Count.ShouldBe(1);

        NewExecution Start() => new(_scene.Organization.Id, workflow, 1, new TriggerInput(JsonElement.Parse("{}")), StartSource.Api);
    }

    [Test]
    public async Task Whose_quota_is_being_counted_holds_up_no_checkpoint_of_others()
    {
        await SetAsync(_scene.Organization, perDay: 100, unfinished: null);
        var child = await _scene.PublishAsync(Keep);
        var parent = await _scene.PublishAsync($$$"""[{"key":"sub","type":"subWorkflow","config":{"workflow":"{{{child}}}"}}]""");
        var other = await _scene.FoundAsync("other");
        var id = await _scene.StartAsync(parent);
        var theirs = await _scene.StartAsync(await _scene.PublishAsync(Keep, organization: other), 20, organization: other);
        await using var closed = await CountsAsync();

        await _scene.StartWorkerAsync();

        await CountingAsync();
        await _scene.WaitForAllAsync("succeeded", theirs.Count);
        await closed.DisposeAsync();
        await _scene.WaitForAsync(id, "succeeded");
    }

    /// <summary>Lets nobody count what began today until it is disposed of.</summary>
    private async Task<NpgsqlConnection> CountsAsync()
    {
        var connection = new NpgsqlConnection(_scene.Database.Superuser + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE workflow_tallies IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Somebody waits for the count.</summary>
    private Task CountingAsync() => EngineScene.UntilAsync(
        () => _scene.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%workflow_quotas%'"),
        count => count > 0);

    private static QuotaChange Change(long? quota) => quota is { } number ? QuotaChange.To(number) : QuotaChange.None;

    private static async Task SetAsync(TestOrganization organization, long? perDay, long? unfinished) =>
        (await organization.SendAsPlatformAsync(new SetWorkflowQuotas(Change(perDay), Change(unfinished)))).IsSuccess.ShouldBeTrue();

    /// <summary>The code of the refusal.</summary>
    private static async Task<string?> TryAsync(TestOrganization organization, WorkflowId workflow) =>
        (await organization.SendAsync(new ExecuteWorkflow(workflow, null, StartSource.Api))).Error?.Code;

    private async Task<long> RefusedAsync() =>
        await _scene.ScalarAsync<long>("""
            SELECT COALESCE(sum(count), 0)::bigint
            FROM (SELECT outcome, count FROM workflow_tally_entries UNION ALL SELECT outcome, count FROM workflow_tallies) t WHERE outcome = 'refused'
            """);

    private Task HandledAsync() => EngineScene.UntilAsync(
        () => _scene.ScalarAsync<long>("SELECT count(*) FROM event_deliveries WHERE consumer = 'workflows' AND state = 'pending'"), open => open == 0);

    private async Task TellAsync()
    {
        await using var scope = _scene.App.CreateScope();
        await ActivatorUtilities.CreateInstance<QuotaNews>(scope.ServiceProvider).TellAsync(CancellationToken.None);
    }
}

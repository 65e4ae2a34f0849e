using System.Text.Json;
using Financbase.Application.Workflows;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Events;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Executions that wait for a person: how they go on, and who is told.</summary>
public sealed class SetAsideTests
{
    private const string Keep = """[{"key":"keep","type":"transform","config":{"set":{"x":1}}}]""";
    private const string Stop = """[{"key":"end","type":"stop","config":{"outcome":"failed","message":"no"}}]""";

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [Test]
    public async Task What_cannot_be_read_any_more_can_still_be_cancelled()
    {
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"rest","type":"delay","config":{"duration":"PT1H"}}]"""));
        await _scene.WaitForAsync(id, "waiting");
        await _scene.ExecuteAsync($$"""UPDATE workflow_executions SET state = '{"tokens":7}' WHERE id = '{{id}}'""");

        (await _scene.CancelAsync(id)).ShouldBe(CancelOutcome.Cancelled);

        (await _scene.StatusAsync(id)).ShouldBe("cancelled");
        (await _scene.StepsAsync(id)).ShouldBe("rest:waiting rest:cancelled");
        (await _scene.ScalarAsync<long>("SELECT (SELECT count(*) FROM workflow_timers) + (SELECT count(*) FROM workflow_ready)")).ShouldBe(0);
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task What_was_set_aside_is_tried_again_as_it_stands()
    {
        var id = await SetAsideAsync();
        (await _scene.Organization.SendAsync(new RetryExecution(id, "start"))).Error.ShouldBe(WorkflowsErrors.StillRunning);
        (await _scene.Organization.SendAsync(new ContinueExecution(id), "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await (await _scene.FoundAsync("others")).SendAsync(new ContinueExecution(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        await _scene.ExecuteAsync("UPDATE workflow_versions SET definition = (SELECT draft::json FROM workflows WHERE id = workflow_id)");

        (await _scene.Organization.SendAsync(new ContinueExecution(id))).Error.ShouldBeNull();

        await _scene.WaitForAsync(id, "succeeded");
        (await _scene.Organization.SendAsync(new ContinueExecution(id))).Error.ShouldBe(WorkflowsErrors.NotSetAside);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM audit_logs WHERE action = 'workflow_execution.continue'")).ShouldBe(1);
    }

    [Test]
    public async Task What_was_set_aside_gets_all_its_attempts_again_and_can_be_cancelled()
    {
        var id = await SetAsideAsync();

        (await _scene.Organization.SendAsync(new ContinueExecution(id))).Error.ShouldBeNull();
        await EngineScene.UntilAsync(() => _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready WHERE worker_id IS NULL AND attempts = 1"), count => count == 1);
        (await _scene.StatusAsync(id)).ShouldBe("queued");

        (await _scene.CancelAsync(id)).ShouldBe(CancelOutcome.Cancelled);
    }

    [Test]
    public async Task A_step_that_is_parked_is_resolved_and_not_continued()
    {
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"wait","type":"delay","config":{"duration":"P1D"}}]"""));
        await _scene.WaitForAsync(id, "waiting");
        await _scene.ExecuteAsync($"""
            UPDATE workflow_executions SET status = 'parked', parked_reason = 'poison', state = replace(state::text, '"waiting"', '"parked"')::json WHERE id = '{id}'
            """);

        (await _scene.Organization.SendAsync(new ContinueExecution(id))).Error.ShouldBe(WorkflowsErrors.NotSetAside);
    }

    [Test]
    public async Task Who_has_not_read_of_one_failed_run_of_a_workflow_is_not_told_of_the_next()
    {
        await _scene.Organization.AddMemberAsync("owner");
        var (first, second) = (await _scene.PublishAsync(Stop), await _scene.PublishAsync(Stop));
        await _scene.StartWorkerAsync();

        await _scene.StartAsync(first, 20);
        await _scene.StartAsync(second, 1);

        await ToldAsync(2);
        await Task.Delay(500);
        (await CountAsync()).ShouldBe(2, "one for each workflow");
        await _scene.ExecuteAsync("UPDATE notifications SET read_at = now()");
        await _scene.StartAsync(first, 3);
        await ToldAsync(3);
        (await _scene.ScalarAsync<string>("SELECT title || ': ' || body FROM notifications LIMIT 1")).ShouldStartWith("“Test” has failed: no");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Whoever_published_it_is_told_and_the_owners_once_they_are_gone(bool isGone)
    {
        var (owner, publisher) = (await _scene.Organization.AddMemberAsync("owner"), await _scene.Organization.AddMemberAsync("admin"));
        var workflow = await _scene.PublishAsync(Keep);
        await _scene.ExecuteAsync($"UPDATE workflow_versions SET published_by = '{publisher.Id}'");
        if (isGone)
            await _scene.ExecuteAsync($"DELETE FROM memberships WHERE user_id = '{publisher.Id}'");

        await SetAsideAsync(workflow);

        await EngineScene.UntilAsync(CountAsync, count => count == 1);
        (await _scene.ScalarAsync<Guid>("SELECT user_id FROM notifications")).ShouldBe((isGone ? owner : publisher).Id.Value);
        (await _scene.ScalarAsync<string>("SELECT title FROM notifications")).ShouldBe("“Test” waits for a person");
    }

    [Test]
    public async Task A_batch_of_events_that_is_rolled_back_has_told_nobody()
    {
        await _scene.Organization.AddMemberAsync("owner");
        var workflow = await _scene.PublishAsync(Stop);
        var data = JsonSerializer.SerializeToElement(new { workflowId = workflow.Value, executionId = Guid.CreateVersion7(), version = 1, message = "no" });
        var failed = new StoredEvent(
            1, Guid.CreateVersion7(), _scene.Organization.Id, "workflow.execution_failed", 1, DateTimeOffset.UtcNow, data, null, 0, EventOrigin.Live);
        var consumer = _scene.Services.GetServices<IEventConsumer>().Single(consumer => consumer.Name == "workflows");

        foreach (var isKept in new[] { false, true })
        {
            await using var connection = await _scene.DataSources.System.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await consumer.HandleAsync([failed], connection, CancellationToken.None);
            await (isKept ? transaction.CommitAsync() : transaction.RollbackAsync());

            (await CountAsync()).ShouldBe(isKept ? 1 : 0);
        }
    }

    private Task<long> CountAsync() => _scene.ScalarAsync<long>("SELECT count(*) FROM notifications WHERE starts_with(source, 'workflow_run:')");

    private Task ToldAsync(int count) => EngineScene.UntilAsync(CountAsync, seen => seen == count);

    /// <summary>An execution that no worker could move on, because its definition cannot be read.</summary>
    private async Task<WorkflowExecutionId> SetAsideAsync(WorkflowId? of = null)
    {
        var id = await _scene.StartAsync(of ?? await _scene.PublishAsync(Keep));
        await _scene.ExecuteAsync("UPDATE workflow_versions SET definition = '{\"name\":\"\"}'; UPDATE workflow_ready SET attempts = 10");
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(id, "parked");
        return id;
    }
}

using Financbase.Application.Workflows;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Executions that wait for a person: how they go on, and who is told.</summary>
public sealed class SetAsideTests
{
    private const string Keep = """[{"key":"keep","type":"transform","config":{"set":{"x":1}}}]""";

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

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

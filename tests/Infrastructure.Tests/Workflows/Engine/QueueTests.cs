using Financbase.Application.Paging;
using Financbase.Application.Persistence;
using Financbase.Application.Workflows;
using Financbase.Domain.Organizations;
using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Infrastructure.Workflows.Hooks;
using Financbase.Infrastructure.Workflows.Plans;
using Financbase.Infrastructure.Workflows.Quotas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Claim, timers and checkpoints by hand, without a worker's loops.</summary>
public sealed class QueueTests
{
    private const string Steps = """[{"key":"a","type":"transform","config":{"set":{"x":1}}}]""";

    private static readonly Guid Worker = Guid.CreateVersion7();

    private EngineScene _scene = null!;
    private ReadyQueue _queue = null!;
    private Timers _timers = null!;
    private CheckpointWriter _checkpoints = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        _queue = new ReadyQueue(_scene.DataSources);
        _timers = new Timers(_scene.DataSources);
        _checkpoints = new CheckpointWriter(
            _scene.DataSources, _scene.Services.GetRequiredService<EventWriter>(), new WakeUps(), new HookAnswers(_scene.DataSources),
            _scene.Services.GetRequiredService<StartQuotas>(), NullLogger<CheckpointWriter>.Instance);
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task A_suspended_organization_is_passed_over_until_it_is_resumed()
    {
        var room = new ClaimRoom(20, 20, new Dictionary<OrganizationId, int>());
        await _scene.StartAsync(await _scene.PublishAsync(Steps), 3);
        await _scene.ExecuteAsync("UPDATE organizations SET state = 'suspended'");
        (await _queue.ClaimAsync(Worker, room, default)).ShouldBeEmpty();

        await _scene.ExecuteAsync("UPDATE organizations SET state = 'active'");
        (await _queue.ClaimAsync(Worker, room, default)).Count.ShouldBe(3);
    }

    [Test]
    public async Task Nobody_claims_what_is_claimed()
    {
        await _scene.StartAsync(await _scene.PublishAsync(Steps), 50);

        var claims = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            new ReadyQueue(_scene.DataSources).ClaimAsync(Guid.CreateVersion7(), new ClaimRoom(20, 20, new Dictionary<OrganizationId, int>()), default)));

        var fences = claims.SelectMany(claim => claim).ToList();
        fences.Select(execution => execution.Lease.ExecutionId).ShouldBeUnique();
        fences.Select(execution => execution.Lease.Fence).ShouldBeUnique();
    }

    [Test]
    public async Task A_timer_that_fires_while_the_execution_is_claimed_makes_it_ready_again_at_release()
    {
        var claimed = await ClaimOneAsync();
        await _scene.ExecuteAsync($"""
            INSERT INTO workflow_timers (organization_id, execution_id, address, due_at)
            VALUES ('{_scene.Organization.Id}', '{claimed.Lease.ExecutionId}', 'wait', now())
            """);

        (await _timers.FireAsync(default)).Fired.ShouldBe(1);
        (await _timers.FireAsync(default)).Fired.ShouldBe(0);
        (await ClaimAsync(10)).ShouldBeEmpty();
        (await WriteAsync(Waiting(claimed.Lease)))[0].ShouldBe(true);

        var again = (await ClaimAsync(10)).ShouldHaveSingleItem();
        again.FiredTimers.ShouldBe(["wait"]);
        again.Lease.Fence.ShouldNotBe(claimed.Lease.Fence);
    }

    [Test]
    public async Task A_checkpoint_under_a_lost_fence_writes_nothing_while_its_neighbours_are_written()
    {
        var (lost, held) = (await ClaimOneAsync(), await ClaimOneAsync());
        await _scene.ExecuteAsync($"UPDATE workflow_ready SET fence = nextval('workflow_fences') WHERE execution_id = '{lost.Lease.ExecutionId}'");

        (await WriteAsync(Waiting(lost.Lease), Waiting(held.Lease))).ShouldBe([false, true]);

        (await _scene.StatusAsync(lost.Lease.ExecutionId)).ShouldBe("queued");
        (await _scene.StatusAsync(held.Lease.ExecutionId)).ShouldBe("waiting");
    }

    [Test]
    public async Task A_checkpoint_that_the_database_refuses_does_not_take_its_neighbours_with_it()
    {
        var (bad, good) = (await ClaimOneAsync(), await ClaimOneAsync());

        (await WriteAsync(Waiting(bad.Lease) with { State = "{" }, Waiting(good.Lease))).ShouldBe([null, true]);

        (await _scene.StatusAsync(bad.Lease.ExecutionId)).ShouldBe("queued");
        (await _scene.StatusAsync(good.Lease.ExecutionId)).ShouldBe("waiting");
    }

    [Test]
    public async Task Of_what_an_execution_has_recorded_only_what_others_refer_to_is_loaded()
    {
        var workflow = await _scene.PublishAsync("""
            [{"key":"read","type":"transform","config":{"set":{"x":1}},"next":{"default":"unread"}},
             {"key":"unread","type":"transform","config":{"set":{"x":2}},"next":{"default":"last"}},
             {"key":"last","type":"transform","config":{"set":{"x":3}},"next":{"default":"wait"}},
             {"key":"wait","type":"delay","config":{"duration":"P1D"},"next":{"default":"end"}},
             {"key":"end","type":"transform","config":{"set":{"x":"{{ steps.read.output.x }}"}}}]
            """);
        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(workflow);
        await _scene.WaitForAsync(id, "waiting");
        await _scene.StopWorkersAsync();
        await _scene.ExecuteAsync("UPDATE workflow_timers SET due_at = now() - interval '1 second'");
        await _timers.FireAsync(default);
        var claimed = (await ClaimAsync(10)).ShouldHaveSingleItem();
        var plan = await _scene.Services.GetRequiredService<PlanCache>().GetAsync(claimed.Lease.OrganizationId, workflow, 1, default);

        var loaded = await new RecordedResults(_scene.DataSources, new RecordedLoops(_scene.DataSources)).LoadAsync(claimed, plan, default);

        loaded.State.Find("read")!.Output.GetRawText().ShouldBe("""{"x":1}""");
        loaded.State.Find("unread").ShouldBeNull();
        loaded.State.Output.GetRawText().ShouldBe("""{"x":3}""");
    }

    [Test]
    public async Task Log_lines_of_one_moment_are_paged_in_the_order_in_which_they_were_written()
    {
        var claimed = await ClaimOneAsync();
        LogLine[] lines = [.. Enumerable.Range(0, 60).Select(number => new LogLine("info", null, $"line {number}"))];
        await WriteAsync(Waiting(claimed.Lease) with { Log = lines });
        await using var scope = _scene.Organization.EnterAs();
        await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: true, default);
        var reads = scope.ServiceProvider.GetRequiredService<IExecutionReads>();

        var (read, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = (await reads.LogsAsync(claimed.Lease.ExecutionId, ExecutionReach.Everything, new PageRequest(7, cursor), default))!;
            read.AddRange(page.Items.Select(line => line.Message));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        read.ShouldBe(lines.Select(line => line.Message));
    }

    private Task<IReadOnlyList<ClaimedExecution>> ClaimAsync(int most) =>
        _queue.ClaimAsync(Worker, new ClaimRoom(most, most, new Dictionary<OrganizationId, int>()), default);

    private async Task<ClaimedExecution> ClaimOneAsync()
    {
        await _scene.StartAsync(await _scene.PublishAsync(Steps));
        return (await ClaimAsync(10)).ShouldHaveSingleItem();
    }

    private static Checkpoint Waiting(Lease lease) => new(lease, ExecutionStatus.Waiting)
    {
        State = ExecutionState.New.ToJson().GetRawText(),
        ReleasesLease = true,
    };

    /// <summary>Writes them as one batch; null where writing failed.</summary>
    private async Task<IReadOnlyList<bool?>> WriteAsync(params Checkpoint[] checkpoints)
    {
        Task<CheckpointOutcome>[] writes = [.. checkpoints.Select(_checkpoints.WriteAsync)];
        _checkpoints.Complete();
        await _checkpoints.RunAsync();
        var outcomes = new List<bool?>();
        foreach (var write in writes)
        {
            await ((Task)write).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            outcomes.Add(write.IsCompletedSuccessfully ? await write == CheckpointOutcome.Written : null);
        }

        return outcomes;
    }
}

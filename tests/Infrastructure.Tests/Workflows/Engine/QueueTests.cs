using Financbase.Domain.Workflows.Running;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Checkpoints;
using Financbase.Infrastructure.Workflows.Engine;
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
            _scene.DataSources, _scene.Services.GetRequiredService<EventWriter>(), new WakeUps(), NullLogger<CheckpointWriter>.Instance);
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task A_backlog_of_one_organization_leaves_room_for_the_others()
    {
        var small = await _scene.FoundAsync("small");
        await _scene.StartAsync(await _scene.PublishAsync(Steps), 300);
        await _scene.StartAsync(await _scene.PublishAsync(Steps, organization: small), 5, organization: small);

        var claimed = await _queue.ClaimAsync(Worker, 20, [], default);

        claimed.Count(execution => execution.Lease.OrganizationId == small.Id).ShouldBe(5);
        claimed.Count.ShouldBeInRange(15, 20);
    }

    [Test]
    public async Task An_organization_that_holds_its_share_of_slots_is_passed_over()
    {
        var other = await _scene.FoundAsync("other");
        await _scene.StartAsync(await _scene.PublishAsync(Steps), 10);
        await _scene.StartAsync(await _scene.PublishAsync(Steps, organization: other), 3, organization: other);

        var claimed = await _queue.ClaimAsync(Worker, 20, [_scene.Organization.Id], default);

        claimed.Select(execution => execution.Lease.OrganizationId).ShouldBe([other.Id, other.Id, other.Id]);
    }

    [Test]
    public async Task More_organizations_than_one_claim_visits_are_all_served()
    {
        await _scene.ExecuteAsync("""
            INSERT INTO workflow_executions (organization_id, id, workflow_id, version, source, input)
            SELECT md5('o' || n)::uuid, ('00' || substr(md5('e' || n || '.' || i), 3))::uuid, md5('w')::uuid, 1, 'api', '{}'
            FROM generate_series(1, 200) n, generate_series(1, 4) i;
            INSERT INTO workflow_ready (organization_id, execution_id) SELECT organization_id, id FROM workflow_executions
            """);

        var served = new HashSet<Guid>();
        for (var claim = 0; claim < 8; claim++)
        {
            served.UnionWith((await _queue.ClaimAsync(Worker, 64, [], default)).Select(execution => execution.Lease.OrganizationId.Value));
        }

        served.Count.ShouldBe(200);
    }

    [Test]
    public async Task Nobody_claims_what_is_claimed()
    {
        await _scene.StartAsync(await _scene.PublishAsync(Steps), 50);

        var claims = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            new ReadyQueue(_scene.DataSources).ClaimAsync(Guid.CreateVersion7(), 20, [], default)));

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
        (await _queue.ClaimAsync(Worker, 10, [], default)).ShouldBeEmpty();
        (await WriteAsync(Waiting(claimed.Lease)))[0].ShouldBe(true);

        var again = (await _queue.ClaimAsync(Worker, 10, [], default)).ShouldHaveSingleItem();
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

    private async Task<ClaimedExecution> ClaimOneAsync()
    {
        await _scene.StartAsync(await _scene.PublishAsync(Steps));
        return (await _queue.ClaimAsync(Worker, 10, [], default)).ShouldHaveSingleItem();
    }

    private static Checkpoint Waiting(Lease lease) => new(lease, ExecutionStatus.Waiting)
    {
        State = ExecutionState.New.ToJson().GetRawText(),
        ReleasesLease = true,
    };

    /// <summary>Writes them as one batch; null where writing failed.</summary>
    private async Task<IReadOnlyList<bool?>> WriteAsync(params Checkpoint[] checkpoints)
    {
        Task<bool>[] writes = [.. checkpoints.Select(_checkpoints.WriteAsync)];
        _checkpoints.Complete();
        await _checkpoints.RunAsync();
        var outcomes = new List<bool?>();
        foreach (var write in writes)
        {
            await ((Task)write).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            outcomes.Add(write.IsCompletedSuccessfully ? await write : null);
        }

        return outcomes;
    }
}

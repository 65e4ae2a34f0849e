using Financbase.Domain.Organizations;
using Financbase.Infrastructure.Events;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Testing.Http;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>Who is served when more is asked for than can be done at once.</summary>
public sealed class FairnessTests
{
    private static readonly Dictionary<OrganizationId, int> Nobody = [];

    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(64)]
    public async Task Of_equal_backlogs_none_is_ever_more_than_one_ahead(int batch)
    {
        await QueueAsync(organizations: 3, each: 100);
        var (queue, served) = (new ReadyQueue(_scene.DataSources), Served());

        while (served.Values.Sum() < 240)
        {
            Count(served, await queue.ClaimAsync(Guid.CreateVersion7(), new ClaimRoom(batch, 128, Nobody), default));
            (served.Values.Max() - served.Values.Min()).ShouldBeLessThanOrEqualTo(1);
        }
    }

    [Test]
    public async Task Several_workers_together_serve_equal_backlogs_alike()
    {
        await QueueAsync(organizations: 3, each: 400);
        var served = Served();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var queue = new ReadyQueue(_scene.DataSources);
            for (var claim = 0; claim < 30; claim++)
            {
                var claimed = await queue.ClaimAsync(Guid.CreateVersion7(), new ClaimRoom(7, 128, Nobody), default);
                lock (served)
                {
                    Count(served, claimed);
                }
            }
        }));

        served.Values.Sum().ShouldBe(4 * 30 * 7);
        (served.Values.Max() - served.Values.Min()).ShouldBeLessThanOrEqualTo(4);
    }

    [Test]
    public async Task More_organizations_than_one_claim_holds_are_all_served()
    {
        await QueueAsync(organizations: 200, each: 4);
        var (queue, served) = (new ReadyQueue(_scene.DataSources), Served());

        for (var claim = 0; claim < 4; claim++)
        {
            Count(served, await queue.ClaimAsync(Guid.CreateVersion7(), new ClaimRoom(50, 128, Nobody), default));
        }

        served.Count.ShouldBe(200);
        served.Values.ShouldAllBe(count => count == 1);
    }

    [Test]
    public async Task Without_room_or_with_nothing_due_an_organization_is_passed_over_and_takes_nobody_s_place()
    {
        await QueueAsync(organizations: 4, each: 50);
        var (full, almost, later, free) = (Id(1), Id(2), Id(3), Id(4));
        await _scene.ExecuteAsync($"UPDATE workflow_ready SET due_at = now() + interval '1 minute' WHERE organization_id = '{later}'");
        var served = Served();

        Count(served, await new ReadyQueue(_scene.DataSources).ClaimAsync(
            Guid.CreateVersion7(), new ClaimRoom(20, 10, new Dictionary<OrganizationId, int> { [full] = 10, [almost] = 7 }), default));

        served.ShouldBe(new Dictionary<OrganizationId, int> { [almost] = 3, [free] = 10 }, ignoreOrder: true);
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(20)]
    public void However_many_calls_hang_a_newcomer_finds_a_slot(int greedy)
    {
        var leases = new LeaseBook(new EngineOptions { Slots = 512 }, new WakeUps());
        var fence = 0;
        for (var round = 0; round < 100; round++)
        {
            foreach (var organization in Enumerable.Range(1, greedy).Select(Id))
            {
                var room = leases.Room().ShouldNotBeNull();
                var take = Math.Max(0, Math.Min(room.Most, room.PerOrganization - room.Held.GetValueOrDefault(organization)));
                for (var number = 0; number < take; number++)
                {
                    leases.Start(new Lease(organization, default, ++fence, 1), lost => Task.Delay(Timeout.Infinite, lost));
                }
            }
        }

        var left = leases.Room().ShouldNotBeNull();
        Math.Min(left.Most, left.PerOrganization).ShouldBeGreaterThanOrEqualTo(1);
        left.Held.Values.ShouldAllBe(held => held <= 128);
        left.Held.Count.ShouldBe(greedy);
    }

    [Test]
    public async Task Calls_that_hang_leave_slots_for_the_workflows_of_others()
    {
        await using var sink = await HttpSink.StartAsync(context =>
            Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        foreach (var slug in new[] { "slow-a", "slow-b", "slow-c" })
        {
            var slow = await _scene.FoundAsync(slug);
            await _scene.StartAsync(
                await _scene.PublishAsync($$"""[{"key":"call","type":"httpRequest","config":{"url":"{{sink.Address}}"},"timeout":"PT5M"}]""", organization: slow),
                20, organization: slow);
        }

        await _scene.StartWorkerAsync(("Workflows:Slots", "8"), ("Workflows:SlotsPerOrganization", "8"));
        await EngineScene.UntilAsync(() => Task.FromResult(sink.Requests.Count), count => count >= 3);
        await Task.Delay(1_000);

        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"a","type":"transform","config":{"set":{"x":1}}}]"""));
        await _scene.WaitForAsync(id, "succeeded");
    }

    private Task<int> QueueAsync(int organizations, int each) => _scene.ExecuteAsync($"""
        INSERT INTO workflow_executions (organization_id, id, workflow_id, version, source, input)
        SELECT lpad(n::text, 32, '0')::uuid, ('00' || substr(md5('e' || n || '.' || i), 3))::uuid, md5('w')::uuid, 1, 'api', '{"{}"}'
        FROM generate_series(1, {organizations}) n, generate_series(1, {each}) i;
        INSERT INTO workflow_ready (organization_id, execution_id) SELECT organization_id, id FROM workflow_executions
        """);

    private static OrganizationId Id(int number) => new(Guid.Parse($"{number:D32}"));

    private static Dictionary<OrganizationId, int> Served() => [];

    private static void Count(Dictionary<OrganizationId, int> served, IReadOnlyList<ClaimedExecution> claimed)
    {
        foreach (var execution in claimed)
        {
            served[execution.Lease.OrganizationId] = served.GetValueOrDefault(execution.Lease.OrganizationId) + 1;
        }
    }
}

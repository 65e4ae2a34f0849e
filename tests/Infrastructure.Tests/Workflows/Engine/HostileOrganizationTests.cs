using Financbase.Domain.Workflows;
using Financbase.Testing.Hosting;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>What one organization's workflows do to the machine is no business of the others: theirs go on and end.</summary>
public sealed class HostileOrganizationTests
{
    private const int Each = 6;

    private const string Endless = """[{"key":"bad","type":"code","config":{"code":"while (true);"}}]""";

    private const string Greedy = """[{"key":"bad","type":"code","config":{"code":"const all = []; while (true) all.push('x'.repeat(100000) + all.length);"}}]""";

    private static readonly string Bomb = """[{"key":"bad","type":"template","config":{"text":"{% assign t = 'xxxxxxxxxx' %}MORE{{ t }}"}}]"""
        .Replace("MORE", string.Concat(Enumerable.Repeat("{% assign t = t | append: t %}", 40)), StringComparison.Ordinal);

    private const string Doubling = """
        [{"key":"once","type":"transform","config":{"set":{"x":"{{ trigger.x }}","y":"{{ trigger.x }}"}},"next":{"default":"twice"}},
         {"key":"twice","type":"transform","config":{"set":{"x":"{{ steps.once.output }}","y":"{{ steps.once.output }}"}},"next":{"default":"bad"}},
         {"key":"bad","type":"transform","config":{"set":{"x":"{{ steps.twice.output }}","y":"{{ steps.twice.output }}"}}}]
        """;

    private const string Placeholder = "0197c4a0-5e00-7000-8000-00000000000e";

    private const string Recursive = """[{"key":"bad","type":"subWorkflow","config":{"workflow":"0197c4a0-5e00-7000-8000-00000000000e"}}]""";

    private EngineScene _scene = null!;
    private TestOrganization _hostile = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        _hostile = await _scene.FoundAsync("hostile");
    }

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task While_one_organization_spins_hoards_and_recurses_the_waits_timers_and_runs_of_another_end()
    {
        var timed = await _scene.PublishAsync("""[{"key":"rest","type":"delay","config":{"duration":"PT1S"},"next":{"default":"keep"}},{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""");
        var awaiting = await _scene.PublishAsync("""[{"key":"wait","type":"waitForEvent","config":{"event":"workflow.paused","timeout":"P1D"}}]""");
        var plain = await _scene.PublishAsync("""[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""");
        foreach (var bad in new[] { Endless, Greedy, Bomb, Recursive })
            await _scene.StartAsync(await _scene.PublishAsync(bad, organization: _hostile), Each, organization: _hostile);
        var large = $$"""{"x":"{{new string('x', Limits.PayloadBytes - 100)}}"}""";
        await _scene.StartAsync(await _scene.PublishAsync(Doubling, organization: _hostile), Each, large, _hostile);
        await _scene.ExecuteAsync($"UPDATE workflow_versions SET definition = replace(definition::text, '{Placeholder}', workflow_id::text)::json WHERE definition::text LIKE '%{Placeholder}%'");
        await _scene.StartWorkerAsync();
        await EngineScene.UntilAsync(() => CountAsync(_hostile, "started_at IS NOT NULL OR status = 'running'"), begun => begun > 0);

        await _scene.StartAsync(timed, Each);
        await _scene.StartAsync(plain, Each);
        await _scene.StartAsync(awaiting, Each);
        await EngineScene.UntilAsync(() => CountAsync(_scene.Organization, "status = 'waiting'", awaiting), waiting => waiting == Each, 60);
        await _scene.BookAsync(new WorkflowPaused(new WorkflowId(Guid.NewGuid()), "Go on"));

        await EngineScene.UntilAsync(() => CountAsync(_scene.Organization, "status = 'succeeded'"), ended => ended == 3 * Each, 60);
        await EngineScene.UntilAsync(() => CountAsync(_hostile, "finished_at IS NULL"), open => open == 0, 120);
        (await _scene.ScalarAsync<string>($"""
            SELECT string_agg(DISTINCT error->>'code', ' ') FROM workflow_executions WHERE organization_id = '{_hostile.Id.Value}' AND status = 'failed'
            """)).Split(' ').ShouldBe(["workflows.code_limit", "workflows.payload_too_large", "workflows.sub_failed", "workflows.template_failed"], ignoreOrder: true);
        (await CountAsync(_hostile, "status <> 'failed'")).ShouldBe(0);

        // The worker that took all of it in goes on.
        await _scene.StartAsync(plain, Each);
        await EngineScene.UntilAsync(() => CountAsync(_scene.Organization, "status = 'succeeded'"), ended => ended == 4 * Each);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_ready")).ShouldBe(0);
        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workers")).ShouldBe(1);
    }

    private Task<long> CountAsync(TestOrganization organization, string which, WorkflowId? workflow = null) => _scene.ScalarAsync<long>(
        $"SELECT count(*) FROM workflow_executions WHERE organization_id = '{organization.Id.Value}' AND ({which}) AND ({(workflow is null ? "true" : $"workflow_id = '{workflow}'")})");
}

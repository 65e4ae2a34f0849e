using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Infrastructure.Workflows.Starting;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>History lives in partitions by week and day: made in time, dropped in time.</summary>
public sealed class PartitionTests
{
    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [TestCase(true)]
    [TestCase(false)]
    public async Task After_a_long_standstill_a_start_finds_its_partition(bool byMigrating)
    {
        await StandStillAsync();

        await (byMigrating ? Migrator.MigrateAsync(_scene.Database.Owner, default) : new PartitionsAhead(_scene.DataSources).StartAsync(default));

        await _scene.StartWorkerAsync();
        var id = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"a","type":"transform","config":{"set":{"x":1}}}]"""));
        await _scene.WaitForAsync(id, "succeeded");
    }

    [Test]
    public async Task History_older_than_the_retention_is_dropped_unless_an_execution_of_its_week_goes_on()
    {
        var ended = await OldWeekAsync(new DateOnly(2024, 1, 1), "succeeded");
        var live = await OldWeekAsync(new DateOnly(2024, 1, 8), "waiting");
        var housekeeping = new Housekeeping(_scene.DataSources, new EngineOptions());

        await housekeeping.TidyAsync(default);

        (await PartitionsAsync("20240101")).ShouldBe(0);
        (await PartitionsAsync("20240108")).ShouldBe(2);
        (await _scene.ScalarAsync<long>($"SELECT count(*) FROM workflow_executions WHERE id = '{ended}'")).ShouldBe(0);
        (await _scene.StatusAsync(live)).ShouldBe("waiting");

        await _scene.ExecuteAsync($"UPDATE workflow_executions SET status = 'cancelled' WHERE id = '{live}'");
        await housekeeping.TidyAsync(default);
        (await PartitionsAsync("20240108")).ShouldBe(0);
    }

    [Test]
    public async Task History_within_the_retention_stays()
    {
        var before = await PartitionsAsync("");

        await new Housekeeping(_scene.DataSources, new EngineOptions()).TidyAsync(default);

        (await PartitionsAsync("")).ShouldBe(before);
    }

    [Test]
    public async Task An_execution_is_found_by_its_key_in_a_partition_that_the_planner_believes_empty()
    {
        var plan = await _scene.ScalarAsync<string>("""
            EXPLAIN (FORMAT JSON) SELECT * FROM workflow_executions WHERE organization_id = md5('o')::uuid AND id = first_uuid_at(now())
            """);

        plan.ShouldContain("_pkey");
        plan.ShouldNotContain("_idx");
    }

    private async Task StandStillAsync()
    {
        var partitions = await _scene.ScalarAsync<string>("""
            SELECT string_agg(inhrelid::regclass::text, ', ') FROM pg_inherits
            WHERE inhparent::regclass::text IN ('workflow_executions', 'workflow_step_executions', 'workflow_logs')
                AND inhrelid::regclass::text ~ '_[0-9]{8}$'
            """);
        await _scene.ExecuteAsync($"DROP TABLE {partitions}");
    }

    /// <summary>A week's partitions long ago, in the place of the one for everything before.</summary>
    private async Task<WorkflowExecutionId> OldWeekAsync(DateOnly monday, string status)
    {
        var (day, next) = ($"{monday:yyyy-MM-dd} 00:00Z", $"{monday.AddDays(7):yyyy-MM-dd} 00:00Z");
        await _scene.ExecuteAsync($"""
            DROP TABLE IF EXISTS workflow_executions_before, workflow_step_executions_before;
            SELECT make_partition(parent, parent || '_{monday:yyyyMMdd}', quote_literal(first_uuid_at('{day}')), quote_literal(first_uuid_at('{next}')))
            FROM unnest(ARRAY['workflow_executions', 'workflow_step_executions']) parent;
            INSERT INTO workflow_executions (organization_id, id, workflow_id, version, source, status, input)
            VALUES ('{_scene.Organization.Id}', first_uuid_at('{day}'), md5('w')::uuid, 1, 'api', '{status}', '{"{}"}');
            """);
        await _scene.ExecuteAsync($"ALTER TABLE workflow_executions_{monday:yyyyMMdd} OWNER TO financbase_owner");
        await _scene.ExecuteAsync($"ALTER TABLE workflow_step_executions_{monday:yyyyMMdd} OWNER TO financbase_owner");
        return new WorkflowExecutionId(await _scene.ScalarAsync<Guid>($"SELECT first_uuid_at('{day}')"));
    }

    private Task<long> PartitionsAsync(string day) => _scene.ScalarAsync<long>(
        $"SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'workflow%_{day}%' AND relispartition");
}

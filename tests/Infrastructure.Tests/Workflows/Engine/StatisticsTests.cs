using System.Text.Json;
using Financbase.Application.Organizations;
using Financbase.Application.Persistence;
using Financbase.Application.Workflows;
using Financbase.Application.Workflows.Statistics;
using Financbase.Domain.Workflows;
using Financbase.Infrastructure.Workflows.Statistics;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

public sealed class StatisticsTests
{
    private EngineScene _scene = null!;

    [SetUp]
    public async Task Build() => _scene = await EngineScene.BuildAsync();

    [TearDown]
    public async Task Clear() => await _scene.DisposeAsync();

    [Test]
    public async Task Each_start_and_each_end_is_counted_once_however_often_the_counts_are_summed_up()
    {
        await _scene.StartWorkerAsync();
        var good = await _scene.PublishAsync("""[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""");
        var bad = await _scene.PublishAsync("""[{"key":"stop","type":"stop","config":{"outcome":"failed","message":"No."}}]""");
        var slow = await _scene.PublishAsync("""[{"key":"rest","type":"delay","config":{"duration":"P1D"}}]""");
        await _scene.StartAsync(good, 40);
        await FoldAsync();
        await _scene.StartAsync(bad, 3);
        var waits = await _scene.StartAsync(slow);
        await _scene.WaitForAllAsync("succeeded", 40);
        await _scene.WaitForAllAsync("failed", 3);
        await _scene.WaitForAsync(waits, "waiting");
        await _scene.CancelAsync(waits);

        var before = (await FiguresAsync(good), await FiguresAsync(bad), await FiguresAsync(slow));
        await Task.WhenAll(FoldAsync(), FoldAsync());
        await FoldAsync();

        (await _scene.ScalarAsync<long>("SELECT count(*) FROM workflow_tally_entries")).ShouldBe(0);
        (await FiguresAsync(good), await FiguresAsync(bad), await FiguresAsync(slow)).ShouldBe(before);
        Counts(before.Item1).ShouldBe((40, 40, 0, 0));
        before.Item1.SuccessShare.ShouldBe(1);
        before.Item1.MedianMs.ShouldNotBeNull();
        Counts(before.Item2).ShouldBe((3, 0, 3, 0));
        Counts(before.Item3).ShouldBe((1, 0, 0, 1));
    }

    [Test]
    public async Task The_export_holds_what_is_not_summed_up_yet_and_each_count_once_page_by_page()
    {
        var workflow = Guid.NewGuid();
        await _scene.ExecuteAsync($"""
            INSERT INTO workflow_tallies (organization_id, workflow_id, day, outcome, bucket, count, duration_ms)
            SELECT '{_scene.Organization.Id.Value}', '{workflow}', date '2020-01-01' + n, 'succeeded', n % 90, 1, 2 FROM generate_series(1, 2300) n;
            INSERT INTO workflow_tally_entries (organization_id, workflow_id, day, outcome, bucket, count, duration_ms)
            SELECT '{_scene.Organization.Id.Value}', '{workflow}', date '2020-01-01' + n, 'succeeded', n % 90, 1, 2 FROM generate_series(1001, 2400) n
            """);

        var rows = new List<IReadOnlyList<string?>>();
        string? cursor = null;
        do
        {
            await using var scope = _scene.Organization.EnterAs();
            await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: true, default);
            var page = await scope.ServiceProvider.GetRequiredService<IExportReads>().ReadAsync("workflow-statistics", cursor, default);
            rows.AddRange(page.Rows);
            cursor = page.NextCursor;
            if (rows.Count == 1_000)
                await FoldAsync();
        }
        while (cursor is not null);

        rows.Count.ShouldBe(2_400);
        rows.Select(row => row[1]).Distinct().Count().ShouldBe(2_400);
        rows.Sum(row => long.Parse(row[4]!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(3_700);
    }

    [Test]
    public async Task What_is_started_by_a_step_or_parked_counts_and_a_start_that_is_rolled_back_does_not()
    {
        var child = await _scene.PublishAsync("""[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""");
        var parent = await _scene.PublishAsync($$$"""[{"key":"sub","type":"subWorkflow","config":{"workflow":"{{{child}}}"}}]""");
        await using (var scope = _scene.Organization.EnterAs())
        {
            await using var work = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(readOnly: false, default);
            await scope.ServiceProvider.GetRequiredService<IWorkflowStarter>()
                .StartAsync(new WorkflowStart(parent, 1, JsonElement.Parse("{}"), StartSource.Api), default);
        }

        Counts(await FiguresAsync(parent)).ShouldBe((0, 0, 0, 0));
        await _scene.StartWorkerAsync(("Workflows:MaxAttempts", "3"));
        await _scene.WaitForAsync(await _scene.StartAsync(parent), "succeeded");
        Counts(await FiguresAsync(parent)).ShouldBe((1, 1, 0, 0));
        Counts(await FiguresAsync(child)).ShouldBe((1, 1, 0, 0));

        await _scene.StopWorkersAsync();
        var poisoned = await _scene.StartAsync(parent);
        await _scene.ExecuteAsync($"UPDATE workflow_ready SET attempts = 9 WHERE execution_id = '{poisoned}'");
        await _scene.StartWorkerAsync(("Workflows:MaxAttempts", "3"));
        await _scene.WaitForAsync(poisoned, "parked");
        (await FiguresAsync(parent)).Parked.ShouldBe(1);
    }

    [Test]
    public async Task Counts_stay_when_history_is_dropped_and_are_told_day_by_day_to_their_organization_alone()
    {
        var workflow = await _scene.PublishAsync("""[{"key":"keep","type":"transform","config":{"set":{"a":1}}}]""");
        await _scene.StartWorkerAsync();
        await _scene.StartAsync(workflow, 2);
        await _scene.WaitForAllAsync("succeeded", 2);
        await FoldAsync();
        await _scene.ExecuteAsync($"""
            UPDATE workflow_tallies SET day = day - 3;
            INSERT INTO workflow_tallies (organization_id, workflow_id, day, outcome, bucket, count, duration_ms)
            SELECT '{_scene.Organization.Id}', '{workflow}', (app_now() AT TIME ZONE 'UTC')::date, 'succeeded', bucket, 10, 10 * power(2, bucket / 4.0) FROM (VALUES (20), (40), (60)) AS b (bucket);
            DELETE FROM workflow_executions
            """);
        var other = await _scene.FoundAsync("other");

        var told = await _scene.Organization.SendAsync(new GetWorkflowStatistics(workflow));
        var foreign = await other.SendAsync(new GetWorkflowStatistics(workflow));
        var refused = await _scene.Organization.SendAsync(new GetWorkflowStatistics(workflow, new DateOnly(2026, 2, 1), new DateOnly(2026, 1, 1)));

        told.Value.Days.Count.ShouldBe(30);
        (told.Value.Days[^4].Figures.Started, told.Value.Days[^4].Figures.Succeeded, told.Value.Days[^1].Figures.Succeeded).ShouldBe((2, 2, 30));
        told.Value.Days[^1].Figures.MedianMs!.Value.ShouldBeInRange(1024 * 0.9, 1024 * 1.1);
        told.Value.Days[^1].Figures.P95Ms!.Value.ShouldBeInRange(32768 * 0.9, 32768 * 1.1);
        told.Value.Total.Succeeded.ShouldBe(32);
        foreign.Error!.Code.ShouldBe("not_found");
        refused.Error!.Fields!.Keys.ShouldBe(["from"]);
    }

    private static (long, long, long, long) Counts(RunFigures figures) => (figures.Started, figures.Succeeded, figures.Failed, figures.Cancelled);

    private async Task<RunFigures> FiguresAsync(WorkflowId workflow) => (await _scene.Organization.SendAsync(new GetWorkflowStatistics(workflow))).Value.Total;

    private Task FoldAsync() => new TallyFold(_scene.DataSources).FoldAsync(CancellationToken.None);
}

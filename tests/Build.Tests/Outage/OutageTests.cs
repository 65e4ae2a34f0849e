using System.Diagnostics;
using System.Net;

namespace Financbase.Build.Tests.Outage;

/// <summary>The private cluster of a real installation goes away and comes back while it is being used.</summary>
public sealed class OutageTests
{
    private const int Clients = 4;
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan NoticedWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(30);

    private Installation _place = null!;

    [OneTimeSetUp]
    public async Task Start() => _place = await Installation.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _place.DisposeAsync();

    [Test]
    public async Task PostgreSQL_stopped_and_started_under_load_loses_and_doubles_no_event()
    {
        var load = new StatementLoad(_place.Api, await _place.OpenAccountAsync());
        await _place.CallOutForEachLineAsync();
        using var health = HealthWatch.Start(_place.Address);
        var clients = Enumerable.Range(0, Clients).Select(_ => load.RunAsync()).ToList();
        await load.AcceptedAsync(20);

        await _place.Cluster.StopAsync(CancellationToken.None);
        var stopped = Stopwatch.StartNew();
        await health.ReadyAsync(HttpStatusCode.ServiceUnavailable, NoticedWithin);
        TestContext.Out.WriteLine($"not ready {stopped.Elapsed.TotalSeconds:0.0} s after the database stopped");
        await Task.Delay(Down);
        await _place.Cluster.StartAsync(CancellationToken.None);
        var started = Stopwatch.StartNew();
        await health.ReadyAsync(HttpStatusCode.OK, BackWithin);
        TestContext.Out.WriteLine($"ready {started.Elapsed.TotalSeconds:0.0} s after it was back");

        var before = load.Accepted;
        await load.AcceptedAsync(before + 20);
        load.Finish();
        await Task.WhenAll(clients);

        var lines = (long)load.Accepted * StatementLoad.LinesEach;
        await _place.UntilAsync("SELECT count(*) FROM workflow_executions WHERE status = 'succeeded'", lines);
        (await _place.CountAsync("SELECT count(*) FROM bank_transactions b JOIN organizations o ON o.id = b.organization_id AND o.slug = 'other'")).ShouldBe(lines);
        (await _place.CountAsync("SELECT count(*) FROM events e JOIN organizations o ON o.id = e.organization_id AND o.slug = 'other' WHERE type = 'bank_transaction.created'")).ShouldBe(lines);
        (await _place.CountAsync("SELECT count(*) FROM workflow_executions")).ShouldBe(lines);
        (await _place.CountAsync("SELECT count(DISTINCT event_id) FROM workflow_executions")).ShouldBe(lines);
        await _place.UntilAsync("SELECT count(*) FROM event_deliveries WHERE state <> 'done'", 0);
        _place.Sink.Requests.Select(request => request.IdempotencyKey).Distinct().Count().ShouldBe((int)lines);
        health.Live.ShouldBe([HttpStatusCode.OK]);
        load.Refused.ShouldBeGreaterThan(0, "It was under load while the database was away.");
        TestContext.Out.WriteLine($"{lines} lines, {_place.Sink.Requests.Count} calls, {load.Refused} answers refused and repeated");
    }

    [Test]
    public async Task A_database_that_accepts_and_does_not_answer_is_noticed_too()
    {
        using var health = HealthWatch.Start(_place.Address);
        await health.ReadyAsync(HttpStatusCode.OK, BackWithin);
        var frozen = Stopwatch.StartNew();
        using (_place.FreezeDatabase())
        {
            await health.ReadyAsync(HttpStatusCode.ServiceUnavailable, NoticedWithin);
            TestContext.Out.WriteLine($"not ready {frozen.Elapsed.TotalSeconds:0.0} s after the database fell silent");
        }

        await health.ReadyAsync(HttpStatusCode.OK, BackWithin);
        health.Live.ShouldBe([HttpStatusCode.OK]);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Financbase.Application.Workflows;
using Financbase.Infrastructure.Workflows.Engine;
using Financbase.Testing.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Tests.Workflows.Engine;

/// <summary>What the engine tells of itself: every kind of step, how far it is behind, and leases that were lost.</summary>
public sealed class SignalTests
{
    private const string Kinds = """
        [{"key":"shape","type":"transform","config":{"set":{"n":1}},"next":{"default":"big"}},
         {"key":"big","type":"condition","config":{"field":"steps.shape.output.n","op":"gt","value":0},"next":{"true":"rest"}},
         {"key":"rest","type":"delay","config":{"duration":"PT0S"},"next":{"default":"stop"}},
         {"key":"stop","type":"stop","config":{"outcome":"failed","message":"No."}}]
        """;

    private readonly ConcurrentQueue<(Instrument Instrument, double Value, string Labels)> _measured = new();
    private EngineScene _scene = null!;
    private MeterListener _listener = null!;

    [SetUp]
    public async Task Build()
    {
        _scene = await EngineScene.BuildAsync();
        _measured.Clear();
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == StepSignals.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, labels, _) => Keep(instrument, value, labels));
        _listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => Keep(instrument, value, labels));
        _listener.Start();
    }

    [TearDown]
    public async Task Clear()
    {
        _listener.Dispose();
        await _scene.DisposeAsync();
    }

    [Test]
    public async Task Steps_in_memory_and_steps_that_wait_are_counted_by_kind_and_never_by_organization()
    {
        var ids = await _scene.StartAsync(await _scene.PublishAsync(Kinds), 5);
        await _scene.StartWorkerAsync();
        await _scene.WaitForAllAsync("failed", ids.Count);

        await EngineScene.UntilAsync(() => Task.FromResult(Sum("financbase.workflow.steps", "stop failed")), sum => sum >= 5);
        Sum("financbase.workflow.steps", "transform succeeded").ShouldBeGreaterThanOrEqualTo(5);
        Sum("financbase.workflow.steps", "condition succeeded").ShouldBeGreaterThanOrEqualTo(5);
        Sum("financbase.workflow.steps", "delay waiting").ShouldBeGreaterThanOrEqualTo(5);
        Sum("financbase.workflow.steps", "delay succeeded").ShouldBeGreaterThanOrEqualTo(5);
        Sum("financbase.workflow.step.time", "transform").ShouldBeGreaterThan(0);
        _measured.ShouldAllBe(one => !one.Labels.Contains($"{_scene.Organization.Id}", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_checkpoint_under_a_lost_lease_is_counted()
    {
        await _scene.PublishAsync(Kinds);
        var workflow = await _scene.PublishAsync("""[{"key":"call","type":"httpRequest","config":{"method":"GET","url":"http://127.0.0.1:1/"}}]""");
        await _scene.ExecuteAsync("""
            CREATE FUNCTION steal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                UPDATE workflow_ready SET fence = nextval('workflow_fences'), worker_id = gen_random_uuid() WHERE execution_id = NEW.execution_id;
                RETURN NEW;
            END $$;
            CREATE TRIGGER steal AFTER INSERT ON workflow_step_executions FOR EACH ROW WHEN (NEW.status = 'running' AND NEW.attempt = 1) EXECUTE FUNCTION steal()
            """);
        await _scene.StartAsync(workflow);

        await _scene.StartWorkerAsync();

        await EngineScene.UntilAsync(() => Task.FromResult(Sum("financbase.workflow.lease.losses", "")), lost => lost > 0);
    }

    [TestCase(true, 0)]
    [TestCase(false, 1)]
    public async Task What_is_cancelled_under_its_worker_counts_as_no_lost_lease(bool isCancelled, int lost)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var sink = await HttpSink.StartAsync(_ => gate.Task);
        // Does not notice by itself that its lease is gone, and does nothing else before it has ended with it.
        await _scene.StartWorkerAsync(("Workflows:Heartbeat", "01:00:00"), ("Workflows:Slots", "1"));
        var id = await _scene.StartAsync(await _scene.PublishAsync($$"""[{"key":"call","type":"httpRequest","timeout":"PT1M","config":{"method":"POST","url":"{{sink.Address}}"} }]"""));
        await EngineScene.UntilAsync(() => Task.FromResult(sink.Requests.Count), count => count == 1);

        if (isCancelled)
            (await _scene.CancelAsync(id)).ShouldBe(CancelOutcome.Cancelled);
        else
            await _scene.ExecuteAsync("UPDATE workflow_ready SET fence = nextval('workflow_fences'), worker_id = gen_random_uuid()");
        var next = await _scene.StartAsync(await _scene.PublishAsync("""[{"key":"a","type":"transform","config":{"set":{"x":1}}}]"""));
        gate.SetResult();

        await _scene.WaitForAsync(next, "succeeded");
        Sum("financbase.workflow.lease.losses", "").ShouldBe(lost);
    }

    [Test]
    public async Task How_far_the_engine_is_behind_is_told_until_it_is_not_known_any_more()
    {
        var workflow = await _scene.PublishAsync(Kinds);
        await _scene.StartAsync(workflow, 3);
        await _scene.ExecuteAsync("UPDATE workflow_ready SET due_at = app_now() - interval '1 hour'");
        var later = await _scene.StartAsync(workflow);
        await _scene.ExecuteAsync($"UPDATE workflow_ready SET due_at = app_now() + interval '1 hour' WHERE execution_id = '{later}'");
        await _scene.ExecuteAsync($"""
            INSERT INTO workflow_timers (organization_id, execution_id, address, due_at)
            VALUES ('{_scene.Organization.Id.Value}', '{later}', 'a', app_now() - interval '1 minute'), ('{_scene.Organization.Id.Value}', '{later}', 'b', app_now() + interval '1 minute')
            """);
        var clock = new Clock();
        var gauges = new EngineGauges(_scene.DataSources, _scene.Services.GetRequiredService<IMeterFactory>(), clock);
        Look().ShouldBeEmpty();

        await gauges.LookAsync(CancellationToken.None);

        var told = Look();
        told["financbase.workflow.queue.length"].ShouldBe(3);
        told["financbase.workflow.queue.age"].ShouldBeInRange(3_600, 3_900);
        told["financbase.workflow.timers.overdue"].ShouldBe(1);
        clock.Ticks += TimeSpan.FromMinutes(1).Ticks;
        Look().ShouldBeEmpty();
        await _scene.ExecuteAsync("UPDATE organizations SET state = 'suspended', state_changed_at = now()");
        await gauges.LookAsync(CancellationToken.None);
        Look()["financbase.workflow.queue.length"].ShouldBe(0);

        Dictionary<string, double> Look()
        {
            _measured.Clear();
            _listener.RecordObservableInstruments();
            return _measured.Where(one => one.Instrument.IsObservable && ReferenceEquals(one.Instrument.Meter.Scope, _scene.Services.GetRequiredService<IMeterFactory>()))
                .ToDictionary(one => one.Instrument.Name, one => one.Value);
        }
    }

    [Test]
    public async Task A_segment_is_one_span_that_names_each_of_its_steps()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StepSignals.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var id = await _scene.StartAsync(await _scene.PublishAsync(Kinds));
        await _scene.StartWorkerAsync();
        await _scene.WaitForAsync(id, "failed");

        var mine = spans.Where(span => span.GetTagItem("financbase.execution.id") is Guid execution && execution == id.Value).ToList();
        mine.ShouldAllBe(span => span.OperationName == "segment");
        mine.SelectMany(span => span.Events).Select(step => step.Name).ShouldBe(["step transform", "step condition", "step delay", "step delay", "step stop"]);
    }

    private double Sum(string instrument, string labels) => _measured.Where(one => one.Instrument.Name == instrument && one.Labels == labels).Sum(one => one.Value);

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels) =>
        _measured.Enqueue((instrument, value, string.Join(' ', labels.ToArray().Select(label => label.Value))));

    private sealed class Clock : TimeProvider
    {
        public long Ticks { get; set; } = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}

using System.Diagnostics.Metrics;
using Financbase.Infrastructure.Database;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// How far the engine is behind, for whoever watches over it: looked up now and then, never when metrics are read. What
/// could not be looked up for a while is not told, because an old number is worse than none.
/// </summary>
internal sealed class EngineGauges
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Old = TimeSpan.FromSeconds(35);

    // What rests with a suspended organization is not behind.
    private const string Sql = """
        SELECT count(*), COALESCE(extract(epoch FROM app_now() - min(r.due_at)), 0)::float8,
            (SELECT count(*) FROM workflow_timers t WHERE NOT t.fired AND t.due_at <= app_now())
        FROM workflow_ready r
        WHERE r.worker_id IS NULL AND r.due_at <= app_now()
            AND NOT EXISTS (SELECT FROM organizations o WHERE o.id = r.organization_id AND o.state <> 'active')
        """;

    private readonly DataSources _dataSources;
    private readonly TimeProvider _clock;
    private Seen? _seen;

    public EngineGauges(DataSources dataSources, IMeterFactory meters, TimeProvider clock)
    {
        _dataSources = dataSources;
        _clock = clock;
        // The factory ends the meter with its process, or with the host of a test.
        var meter = meters.Create(StepSignals.Name);
        meter.CreateObservableGauge("financbase.workflow.queue.length", () => Tell(seen => seen.Length), "{execution}", "Executions that are due and that no worker has.");
        meter.CreateObservableGauge("financbase.workflow.queue.age", () => Tell(seen => seen.Age), "s", "For how long the oldest of them has been due.");
        meter.CreateObservableGauge("financbase.workflow.timers.overdue", () => Tell(seen => seen.Timers), "{timer}", "Timers that are due and have not fired.");
    }

    public async Task LookAsync(CancellationToken ct)
    {
        var at = _clock.GetTimestamp();
        await using var command = _dataSources.System.CreateCommand(Sql);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        Volatile.Write(ref _seen, new Seen(at, row.GetInt64(0), row.GetDouble(1), row.GetInt64(2)));
    }

    private IEnumerable<Measurement<T>> Tell<T>(Func<Seen, T> value) where T : struct =>
        Volatile.Read(ref _seen) is { } seen && _clock.GetElapsedTime(seen.At) < Old ? [new Measurement<T>(value(seen))] : [];

    private sealed record Seen(long At, long Length, double Age, long Timers);
}

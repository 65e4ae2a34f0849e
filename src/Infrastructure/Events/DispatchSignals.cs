using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Financbase.Infrastructure.Events;

/// <summary>What is measured of handing events to consumers.</summary>
internal static class DispatchSignals
{
    private const string Name = "Financbase.Events";
    private const string ConsumerLabel = "financbase.consumer";
    private const string OutcomeLabel = "financbase.delivery.outcome";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(
        "financbase.event.deliveries", "{delivery}", "Events that consumers have handled or failed on.");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram(
        "financbase.event.lag", "s", "Time from an event to its end with a consumer.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300] });

    public static Activity? Begin(string consumer, int events) => Source.StartActivity($"dispatch {consumer}", ActivityKind.Consumer)
        ?.SetTag(ConsumerLabel, consumer)
        .SetTag("messaging.batch.message_count", events);

    public static void Done(string consumer, IReadOnlyList<StoredEvent> events, DateTimeOffset now)
    {
        Deliveries.Add(events.Count, new(ConsumerLabel, consumer), new(OutcomeLabel, "done"));
        foreach (var booked in events)
            Lag.Record(Math.Max(0, (now - booked.Timestamp).TotalSeconds), new KeyValuePair<string, object?>(ConsumerLabel, consumer));
    }

    public static void Failed(string consumer) => Deliveries.Add(1, new(ConsumerLabel, consumer), new(OutcomeLabel, "failed"));
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hangfire.Client;
using Hangfire.Server;

namespace Financbase.Infrastructure.Jobs;

/// <summary>Measures each job, and carries the trace of whoever enqueued it (W3C <c>traceparent</c>) into its run.</summary>
internal sealed class JobSignals : IClientFilter, IServerFilter
{
    public const string TraceParent = "traceparent";

    private const string Name = "Financbase.Jobs";
    private const string Began = "began";
    private const string Span = "span";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "financbase.job.duration", "s", "Time that background jobs took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.01, .05, .1, .5, 1, 5, 10, 60, 300, 1800] });

    public void OnCreating(CreatingContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } parent })
            context.SetJobParameter(TraceParent, parent);
    }

    public void OnCreated(CreatedContext context)
    {
    }

    public void OnPerforming(PerformingContext context)
    {
        context.Items[Began] = Stopwatch.GetTimestamp();
        context.Items[Span] = Begin($"job {NameOf(context)}", context.GetJobParameter<string>(TraceParent, allowStale: true));
    }

    public void OnPerformed(PerformedContext context)
    {
        var outcome = context.Exception is null ? "succeeded" : context.Canceled ? "canceled" : "failed";
        Duration.Record(
            Stopwatch.GetElapsedTime((long)context.Items[Began]).TotalSeconds,
            new("financbase.job.name", NameOf(context)), new("financbase.job.outcome", outcome));
        using var activity = (Activity)context.Items[Span];
        activity.SetStatus(context.Exception is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
    }

    // Also where nobody listens: the log lines of the job shall carry the trace of what it was started by.
    private static Activity Begin(string name, string? parent)
    {
        ActivityContext.TryParse(parent, null, isRemote: true, out var from);
        var activity = Source.CreateActivity(name, ActivityKind.Consumer, from);
        if (activity is null)
        {
            activity = new Activity(name);
            if (from != default)
                activity.SetParentId(from.TraceId, from.SpanId, from.TraceFlags);
        }

        return activity.Start();
    }

    private static string NameOf(PerformContext context) =>
        $"{context.BackgroundJob.Job.Type.Name}.{context.BackgroundJob.Job.Method.Name}";
}

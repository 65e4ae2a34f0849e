using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Financbase.Application.Pipeline;

/// <summary>What is measured of every use case. The organization is never a label: there are too many, and they are nobody's business.</summary>
internal static class RequestSignals
{
    public const string Ok = "ok";
    public const string Exception = "exception";

    private const string Name = "Financbase.Requests";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "financbase.request.duration", "s", "Time that use cases took, transaction included.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10] });

    public static Activity? Begin(string request) => Source.StartActivity(request);

    /// <param name="activity">As begun.</param>
    /// <param name="request">The use case's name.</param>
    /// <param name="outcome"><c>ok</c>, an error's code, or <c>exception</c>.</param>
    /// <param name="took">From the first behavior to the last.</param>
    public static void End(Activity? activity, string request, string outcome, TimeSpan took)
    {
        Duration.Record(took.TotalSeconds, new("financbase.request.name", request), new("financbase.request.outcome", outcome));
        activity?.SetTag("financbase.request.outcome", outcome);
        if (outcome == Exception)
            activity?.SetStatus(ActivityStatusCode.Error);
    }
}

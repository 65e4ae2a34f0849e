using System.Diagnostics;
using System.Diagnostics.Metrics;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>What is measured of the steps that leave the engine. Pure steps run in memory and cost next to nothing.</summary>
internal static class StepSignals
{
    private const string Name = "Financbase.Workflows";
    private const string TypeLabel = "financbase.step.type";
    private const string OutcomeLabel = "financbase.step.outcome";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "financbase.workflow.step.duration", "s", "Time that attempts of workflow steps took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30] });

    public static Activity? Begin(string type, Lease lease) => Source.StartActivity($"step {type}")
        ?.SetTag(TypeLabel, type)
        .SetTag("financbase.execution.id", lease.ExecutionId.Value);

    public static void End(Activity? activity, string type, StepResult result, TimeSpan took)
    {
        var outcome = result is StepResult.Failed ? "failed" : "succeeded";
        Duration.Record(took.TotalSeconds, new(TypeLabel, type), new(OutcomeLabel, outcome));
        activity?.SetTag(OutcomeLabel, outcome);
    }
}

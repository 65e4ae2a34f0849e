using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;
using Financbase.Infrastructure.Workflows.Checkpoints;

namespace Financbase.Infrastructure.Workflows.Engine;

/// <summary>
/// What is measured of steps. An attempt that leaves the engine is measured and traced for itself. What runs in memory is
/// counted when its checkpoint is committed, a batch of them at once and by kind, and traced as one span for each segment.
/// </summary>
internal static class StepSignals
{
    public const string Name = "Financbase.Workflows";

    private const string TypeLabel = "financbase.step.type";
    private const string OutcomeLabel = "financbase.step.outcome";
    private const string ExecutionLabel = "financbase.execution.id";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "financbase.workflow.step.duration", "s", "Time that attempts of workflow steps took.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30] });

    private static readonly Counter<long> Steps = Meter.CreateCounter<long>(
        "financbase.workflow.steps", "{step}", "Steps of every kind that succeeded, failed, began to wait or were parked.");

    private static readonly Counter<double> Time = Meter.CreateCounter<double>(
        "financbase.workflow.step.time", "s", "Time that steps of every kind took together; waiting is none.");

    private static readonly Counter<long> LostLeases = Meter.CreateCounter<long>(
        "financbase.workflow.lease.losses", "{lease}", "Checkpoints that were dropped because the lease had gone to another.");

    private static readonly Counter<long> Recovered = Meter.CreateCounter<long>(
        "financbase.workflow.executions.recovered", "{execution}", "Executions of lost processes that were made ready again.");

    private static readonly Counter<long> LookUps = Meter.CreateCounter<long>(
        "financbase.workflow.lookups", "{lookup}", "Calls whose result a crash had hidden and about which the other side was asked, by what that told.");

    public static Activity? Begin(string type, Lease lease, bool isLookUp = false) => Source.StartActivity($"{(isLookUp ? "look-up" : "step")} {type}")
        ?.SetTag(TypeLabel, type)
        .SetTag(ExecutionLabel, lease.ExecutionId.Value);

    public static void End(Activity? activity, string type, StepResult result, TimeSpan took, bool isLookUp)
    {
        var outcome = result is StepResult.Failed ? "failed" : "succeeded";
        if (!isLookUp)
            Duration.Record(took.TotalSeconds, new(TypeLabel, type), new(OutcomeLabel, outcome));
        activity?.SetTag(OutcomeLabel, outcome);
    }

    /// <summary>Runs a segment, and tells its steps as events of one span when somebody traces.</summary>
    public static SegmentResult Trace(Guid execution, Func<SegmentResult> run)
    {
        using var activity = Source.StartActivity("segment");
        var segment = run();
        if (activity is not null)
        {
            activity.SetTag(ExecutionLabel, execution);
            foreach (var record in segment.Records)
            {
                activity.AddEvent(new ActivityEvent($"step {record.Type}", tags: new ActivityTagsCollection
                {
                    [TypeLabel] = record.Type,
                    [OutcomeLabel] = Word(record.Status),
                    ["financbase.step.key"] = record.Token.Step,
                    ["financbase.step.elapsed"] = record.Elapsed.TotalSeconds,
                }));
            }
        }

        return segment;
    }

    public static void Committed(IReadOnlyList<Checkpoint> checkpoints)
    {
        if (!Steps.Enabled)
        {
            return;
        }

        foreach (var (type, finding) in checkpoints.SelectMany(checkpoint => checkpoint.LookUps))
        {
            LookUps.Add(1, new(TypeLabel, type), new("financbase.lookup.finding", JsonNamingPolicy.SnakeCaseLower.ConvertName($"{finding}")));
        }

        var sums = new Dictionary<(string, StepStatus), (long Count, TimeSpan Time)>();
        foreach (var checkpoint in checkpoints)
        {
            foreach (var step in checkpoint.Steps)
            {
                // An intent is no end of anything.
                if (step.Record.Status != StepStatus.Running)
                {
                    ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (step.Record.Type, step.Record.Status), out _);
                    sum = (sum.Count + 1, sum.Time + step.Record.Elapsed);
                }
            }
        }

        foreach (var ((type, status), (count, time)) in sums)
        {
            Steps.Add(count, new(TypeLabel, type), new(OutcomeLabel, Word(status)));
            Time.Add(time.TotalSeconds, new KeyValuePair<string, object?>(TypeLabel, type));
        }
    }

    public static void Lost(long leases)
    {
        if (leases > 0)
            LostLeases.Add(leases);
    }

    public static void GivenBack(int executions) => Recovered.Add(executions);

    private static string Word(StepStatus status) => status switch
    {
        StepStatus.Succeeded => "succeeded",
        StepStatus.Failed => "failed",
        StepStatus.Waiting => "waiting",
        StepStatus.Parked => "parked",
        _ => "running",
    };
}

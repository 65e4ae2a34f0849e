using System.Text.Json;
using Financbase.Application.Events;
using Financbase.Domain.Events;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Application.Workflows.Trials;

/// <summary>Runs a draft on one event after the other and counts. What a run held is forgotten before the next one begins.</summary>
internal sealed class BacktestTally(Drafted drafted)
{
    private const int MostOutput = 8 * 1024;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostTimeEach = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Step, string Outcome), int> _outcomes = [];
    private readonly List<BacktestSample> _samples = [];
    private int _tried;
    private int _succeeded;
    private int _failed;

    public static Backtest Of(Drafted drafted, WorkflowId workflow, IReadOnlyList<EventView> events, TimeProvider clock, CancellationToken ct)
    {
        var started = clock.GetTimestamp();
        EventView[] starting = [.. events.Where(booked => MayStart(booked, workflow) && drafted.Accepts(booked.Type, Drafted.InputOf(booked), booked.Timestamp))];
        var tally = new BacktestTally(drafted);
        foreach (var booked in starting)
        {
            var left = MostTime - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                break;
            tally.Add(booked, drafted.Run(Drafted.InputOf(booked), Pins.None, left < MostTimeEach ? left : MostTimeEach, until: null, ct));
        }

        return new Backtest(
            default, default, events.Count, MoreEvents: false, starting.Length, tally._tried, tally._succeeded, tally._failed, tally.Branches(), tally._samples);
    }

    // As the engine decides: history that was filled in starts nothing, and a workflow's own events do not start it again.
    private static bool MayStart(EventView booked, WorkflowId workflow) => booked.Origin == EventOrigin.Live
        && !(booked.Data.ValueKind == JsonValueKind.Object && booked.Data.TryGetProperty("workflowId", out var id)
            && id.ValueKind == JsonValueKind.String && id.TryGetGuid(out var own) && own == workflow.Value);

    private void Add(EventView booked, RehearsalEnd end)
    {
        _tried++;
        _succeeded += end.Status == ExecutionStatus.Succeeded ? 1 : 0;
        _failed += end.Status == ExecutionStatus.Failed ? 1 : 0;
        foreach (var step in drafted.Draft.Steps)
        {
            foreach (var outcome in OutcomesOf(end.State.Trace(step.Key)))
                _outcomes[(step.Key, outcome)] = _outcomes.GetValueOrDefault((step.Key, outcome)) + 1;
        }

        if (_samples.Count < Backtest.MostSamples)
            _samples.Add(Sample(booked, end));
    }

    private List<BacktestBranch> Branches() =>
    [
        .. drafted.Draft.Steps.SelectMany(step => _outcomes.Where(counted => counted.Key.Step == step.Key)
            .OrderByDescending(counted => counted.Value).ThenBy(counted => counted.Key.Outcome, StringComparer.Ordinal)
            .Select(counted => new BacktestBranch(step.Key, counted.Key.Outcome, counted.Value))),
    ];

    private static IEnumerable<string> OutcomesOf(StepTrace trace) => trace.Status switch
    {
        StepStatus.Succeeded => trace.Ports ?? [Outcomes.Default],
        StepStatus.Failed => [Outcomes.Error],
        _ => [],
    };

    private static BacktestSample Sample(EventView booked, RehearsalEnd end) => new(
        booked.Id, booked.Type, booked.Timestamp, end.Status,
        end.Output is { } output && output.GetRawText().Length <= MostOutput ? output.Clone() : null,
        end.End?.Error?.ToJson(), end.End?.FailedStep);
}

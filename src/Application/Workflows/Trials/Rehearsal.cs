using System.Text.Json;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Application.Workflows.Trials;

/// <summary>
/// Runs a workflow in memory, by the engine's own rules and limits: steps that would act answer their pin or a sample, waits
/// end at once. Nothing is written, called or waited for.
/// </summary>
internal sealed class Rehearsal
{
    private const double NoJitter = 0.5;

    private readonly Pins _pins;
    private readonly Queue<Signal> _ahead = new([new Signal.Claimed()]);
    private readonly List<StepRecord> _records = [];
    private readonly Dictionary<string, TestAnswer> _answers = new(StringComparer.Ordinal);
    private Command.Finish? _end;

    private Rehearsal(Pins pins) => _pins = pins;

    /// <param name="plan">Of a draft that could be published.</param>
    /// <param name="pins">What steps answer.</param>
    /// <param name="context">Trigger, organization and clock.</param>
    /// <param name="most">After so long it is cut off.</param>
    /// <param name="until">The key of a step after whose first end it stops; the context then takes one step at a time.</param>
    /// <param name="ct">Whoever asked has gone.</param>
    public static RehearsalEnd Run(WorkflowPlan plan, Pins pins, SegmentContext context, TimeSpan most, string? until, CancellationToken ct)
    {
        var rehearsal = new Rehearsal(pins);
        var state = ExecutionState.New;
        var started = context.Time.GetTimestamp();
        while (rehearsal._end is null && rehearsal._ahead.TryDequeue(out var signal))
        {
            ct.ThrowIfCancellationRequested();
            if (context.Time.GetElapsedTime(started) > most)
                return rehearsal.End(state, context.Time.GetElapsedTime(started)) with { IsCutOff = true };
            var segment = Segment.Run(plan, state, signal, until is not null && signal is Signal.StepEnded ? context with { MaxSteps = 0 } : context);
            state = segment.State;
            rehearsal._records.AddRange(segment.Records);
            rehearsal.Take(segment);
            if (rehearsal._end is null && HasEnded(until, segment))
                return rehearsal.End(state, context.Time.GetElapsedTime(started)) with { IsStopped = true };
        }

        return rehearsal.End(state, context.Time.GetElapsedTime(started));
    }

    // A step that will be tried again has a record of its failure, and its token.
    private static bool HasEnded(string? until, SegmentResult segment) => until is not null && segment.Records.Any(record =>
        record.Token.Step == until && record.Status is StepStatus.Succeeded or StepStatus.Failed
        && !segment.State.Tokens.Exists(token => token.Address == record.Token.Address));

    private RehearsalEnd End(ExecutionState state, TimeSpan took) => new(state, _records, _answers, _end, took);

    private void Take(SegmentResult segment)
    {
        if (segment.IsCutShort)
            _ahead.Enqueue(new Signal.Continued());
        var awaited = segment.Commands.OfType<Command.OpenWait>().Select(wait => wait.Token.Address).ToHashSet(StringComparer.Ordinal);
        foreach (var command in segment.Commands)
        {
            switch (command)
            {
                case Command.Perform call:
                    Perform(call);
                    break;
                case Command.OpenWait wait:
                    Answer(wait);
                    break;
                case Command.StartTimer timer when timer.Token.IsRetry || !awaited.Contains(timer.Token.Address) || Pins.IsTimeout(_pins.Of(timer.Token)):
                    _ahead.Enqueue(new Signal.TimerFired(timer.Token.Address));
                    break;
                case Command.Finish finish:
                    _end = finish;
                    break;
            }
        }
    }

    private void Perform(Command.Perform call)
    {
        var pin = Note(call.Token);
        var result = Pins.FailureOf(pin) ?? StepResult.Succeed(pin ?? Samples.OutputOf(call.Step.Type), call.Step.Step.Ports[0]);
        _ahead.Enqueue(new Signal.StepEnded(call.Token, result, NoJitter));
    }

    // Without a timer to run out, a wait that is pinned to its timeout waits for ever, as it would.
    private void Answer(Command.OpenWait wait)
    {
        var pin = Note(wait.Token);
        if (Pins.FailureOf(pin) is { } failure)
            _ahead.Enqueue(new Signal.StepEnded(wait.Token, failure, NoJitter));
        else if (!Pins.IsTimeout(pin))
            _ahead.Enqueue(new Signal.Answered(wait.Token.Address, pin ?? Samples.AnswerTo(wait.For)));
    }

    private JsonElement? Note(Token token)
    {
        var pin = _pins.Of(token);
        _answers[token.Address] = pin is null ? TestAnswer.Sample : TestAnswer.Pin;
        return pin;
    }
}

/// <param name="State">Where it stood.</param>
/// <param name="Records">The history that it would have left.</param>
/// <param name="Answers">By address, who answered for a step.</param>
/// <param name="End">Null when it was cut off, stopped or waits for ever.</param>
/// <param name="Took">In memory.</param>
internal sealed record RehearsalEnd(
    ExecutionState State,
    IReadOnlyList<StepRecord> Records,
    IReadOnlyDictionary<string, TestAnswer> Answers,
    Command.Finish? End,
    TimeSpan Took)
{
    /// <summary>The time was over.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>At the step that was asked for.</summary>
    public bool IsStopped { get; init; }

    public ExecutionStatus Status => End?.Status ?? State.Status;

    public JsonElement? Output => Known(End?.Output ?? default);

    public static JsonElement? Known(JsonElement json) => json.ValueKind == JsonValueKind.Undefined ? null : json;
}

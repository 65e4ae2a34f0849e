using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Play;

/// <summary>
/// An engine in memory that finishes calls and timers in random order, crashes between checkpoints, cuts segments
/// short, and repeats old signals.
/// </summary>
/// <param name="plan">What is run.</param>
/// <param name="random">Decides the order of what happens.</param>
/// <param name="crashes">The process dies at times, and answers are lost on the way.</param>
/// <param name="hurries">At times the execution's own time is over.</param>
internal sealed class Simulation(WorkflowPlan plan, Random random, bool crashes, bool hurries)
{
    private const int Patience = 2_000;

    private readonly List<Signal> _open = [];
    private readonly List<Signal> _past = [];
    private ExecutionState _state = ExecutionState.New;

    /// <summary>Every attempt that ended, in order.</summary>
    public List<StepRecord> History { get; } = [];

    /// <summary>Calls that happened after their branch had been dropped.</summary>
    public int Late { get; private set; }

    public int Finishes { get; private set; }

    /// <summary>By address, how often a call that asks has done what it does: the other side here knows no idempotency key.</summary>
    public Dictionary<string, int> Effects { get; } = [];

    /// <summary>By address, calls that have done what they do, and steps of other kinds that have succeeded, in the order of the first time.</summary>
    public List<string> Deeds { get; } = [];

    /// <summary>Calls that were made, or undone, when they should not have been.</summary>
    public List<string> Wrongs { get; } = [];

    public bool HasUndo(string address) => plan[address[(address.LastIndexOf('/') + 1)..]].Undo is not null;

    public ExecutionState Run()
    {
        Step(new Signal.Claimed());
        for (var turn = 0; _state.Ended is null; turn++)
        {
            turn.ShouldBeLessThan(Patience, "the execution does not end");
            if (crashes && random.Next(6) == 0)
                Step(Crash());
            if (hurries && random.Next(30) == 0)
                Step(new Signal.TimerFired(""));
            if (_past.Count > 0 && random.Next(4) == 0)
                Step(_past[random.Next(_past.Count)]);
            if (_state.Ended is not null)
                break;
            _open.ShouldNotBeEmpty("the execution waits for nothing");
            var next = _open[random.Next(_open.Count)];
            _open.Remove(next);
            _past.Add(next);
            Step(next);
        }

        return _state;
    }

    private void Step(Signal first)
    {
        Signal? signal = first;
        while (signal is not null && _state.Ended is null)
        {
            if (signal is Signal.StepEnded { Result: StepResult.Succeeded } call && _state.Tokens.Exists(token => token.IsLeaving && token.Address == call.Token.Address))
                Late++;
            var context = Given.Context() with { MaxSteps = random.Next(1, 5), MaxTime = TimeSpan.FromMinutes(1) };
            var segment = Segment.Run(plan, _state, signal, context);
            _state = segment.State;
            History.AddRange(segment.Records);
            Deeds.AddRange(segment.Records.Where(record => record is { Status: StepStatus.Succeeded }).Select(record => record.Token.Address).Except(Deeds));
            foreach (var command in segment.Commands)
                Carry(command);
            if (segment.Records.Any(record => Undoes(record.Token)))
                Wrongs.AddRange(_open.OfType<Signal.StepEnded>().Where(call => !Undoes(call.Token)).Select(call => $"undone beside {call.Token.Address}"));
            signal = !segment.IsCutShort ? null : crashes && random.Next(6) == 0 ? Crash() : new Signal.Continued();
        }
    }

    private void Carry(Command command)
    {
        switch (command)
        {
            case Command.Perform { IsLookUp: true } question:
                var asked = ((PlayCall)question.Step.Step).Play;
                _open.Add(new Signal.LookedUp(question.Token, Effects.ContainsKey(question.Token.Address)
                    ? new StepResult.Succeeded(asked.Take, Json.EmptyObject)
                    : StepResult.Fail(ErrorClass.Client, "play.unknown", "Never heard of it.")));
                break;
            case Command.Perform perform:
                if (!_state.Tokens.Exists(token => token == perform.Token))
                    Wrongs.Add($"made {perform.Token.Address}");
                var call = (PlayCall)perform.Step.Step;
                var result = call.Play.Result(perform.Token.Attempt);
                if (call.Asks && result is StepResult.Succeeded)
                    Effects[perform.Token.Address] = Effects.GetValueOrDefault(perform.Token.Address) + 1;
                if (result is StepResult.Succeeded && !Deeds.Contains(perform.Token.Address))
                    Deeds.Add(perform.Token.Address);
                if (crashes && call.Asks && random.Next(8) == 0)
                    result = new StepResult.Failed(new StepError(ErrorClass.Timeout, "play.lost", "No answer came.")) { IsUnknown = true };
                _open.Add(new Signal.StepEnded(perform.Token, result));
                break;
            case Command.StartTimer timer:
                _open.Add(new Signal.TimerFired(timer.Token.Address));
                break;
            // So many processes died during this call that a person is asked, who looks whether it has happened.
            case Command.Park { Token.Address: var place }:
                _open.Add(new Signal.Answered(place, Given.Json(Effects.ContainsKey(place) ? """{"outcome":"succeeded"}""" : """{"outcome":"retry"}""")));
                break;
            case Command.Finish:
                Finishes++;
                break;
        }
    }

    private static bool Undoes(Token token) => token.Step.EndsWith(RandomWorkflow.Undoes, StringComparison.Ordinal);

    // Timers are rows and survive; the answers of calls under way are lost.
    private Signal.Claimed Crash()
    {
        _past.AddRange(_open.Where(IsAnswer));
        _open.RemoveAll(IsAnswer);
        var results = _state.Steps.Where(step => step.Value.Result is not null);
        var loops = _state.Loops;
        _state = ExecutionState.Restore(_state.ToJson(), results.Select(step => KeyValuePair.Create(step.Key, step.Value.Result!)));
        foreach (var (address, loop) in loops)
            _state = _state.With(address, loop.Items, loop.Results);
        return new Signal.Claimed();

        static bool IsAnswer(Signal signal) => signal is Signal.StepEnded or Signal.LookedUp;
    }
}

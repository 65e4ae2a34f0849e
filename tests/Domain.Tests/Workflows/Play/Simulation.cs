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
    private const string Again = "retry";

    private const int Patience = 2_000;

    private readonly List<Signal> _open = [];
    private readonly List<Signal> _past = [];
    private readonly HashSet<string> _lost = [];
    private ExecutionState _state = ExecutionState.New;

    /// <summary>Every attempt that ended, in order.</summary>
    public List<StepRecord> History { get; } = [];

    /// <summary>Calls that happened after their branch had been dropped.</summary>
    public int Late { get; private set; }

    public int Finishes { get; private set; }

    /// <summary>How often a person was asked.</summary>
    public int Parked { get; private set; }

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
                Step(Heard(_past[random.Next(_past.Count)]));
            if (_state.Ended is not null)
                break;
            _open.ShouldNotBeEmpty("the execution waits for nothing");
            List<Signal> signals = [Take(_open[random.Next(_open.Count)])];
            if (random.Next(3) == 0 && _open.Find(signal => signal is Signal.TimerFired) is { } timer)
                signals.Add(Take(timer));
            if (hurries && random.Next(15) == 0)
                signals.Add(new Signal.TimerFired(""));
            Step([.. signals]);
        }

        return _state;
    }

    private Signal Take(Signal open)
    {
        _open.Remove(open);
        _past.Add(open);
        return Heard(open);
    }

    // A person looks when they answer. What nobody goes on with is not called again: who asks for that is refused, and says what they know.
    private Signal Heard(Signal signal) =>
        signal is Signal.Answered answer && (!AsksAgain(answer) || _state.Tokens.Exists(token => token.IsLeaving && token.Address == answer.Address))
            ? Told(answer.Address, Known(answer.Address))
            : signal;

    private string Known(string address) => Deeds.Contains(address) ? "succeeded" : "failed";

    private static Signal.Answered Told(string address, string outcome) => new(address, Given.Json($$"""{"outcome":"{{outcome}}"}"""));

    private static bool AsksAgain(Signal.Answered answer) => answer.Answer.GetProperty("outcome").GetString() == Again;

    /// <summary>Several signals are taken in by one segment.</summary>
    private void Step(params Signal[] signals)
    {
        while (signals.Length > 0 && _state.Ended is null)
        {
            foreach (var signal in signals)
                Learn(signal);
            var context = Given.Context() with { MaxSteps = random.Next(1, 5) };
            var segment = Segment.Run(plan, _state, signals, context);
            _state = segment.State;
            History.AddRange(segment.Records);
            Deeds.AddRange(segment.Records.Where(record => record is { Status: StepStatus.Succeeded }).Select(record => record.Token.Address).Except(Deeds));
            foreach (var command in segment.Commands)
                Carry(command);
            if (segment.Records.Any(record => Undoes(record.Token)))
                Wrongs.AddRange(_open.OfType<Signal.StepEnded>().Where(call => !Undoes(call.Token)).Select(call => $"undone beside {call.Token.Address}"));
            signals = !segment.IsCutShort ? [] : crashes && random.Next(6) == 0 ? [Crash()] : [new Signal.Continued()];
        }
    }

    /// <summary>What these signals tell of calls: that an answer was lost, or what became of one whose answer was.</summary>
    private void Learn(Signal signal)
    {
        if (signal is Signal.StepEnded { Result: StepResult.Succeeded } late && _state.Tokens.Exists(token => token.IsLeaving && token.Address == late.Token.Address))
            Late++;
        if (signal is Signal.StepEnded { Result: StepResult.Failed { IsUnknown: true } } lost && IsUnderWay(lost.Token))
            _lost.Add(lost.Token.Address);
        else if (signal is Signal.LookedUp asked && IsUnderWay(asked.Token))
            _lost.Remove(asked.Token.Address);
        else if (signal is Signal.Answered answered && !AsksAgain(answered))
            _lost.Remove(answered.Address);
    }

    private bool IsUnderWay(Token about) =>
        _state.Tokens.Exists(token => token.Address == about.Address && token.Attempt == about.Attempt && token.Status == StepStatus.Running);

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
                if (perform.Token.IsLeaving && (perform.Step.Undo is null || !_lost.Contains(perform.Token.Address)))
                    Wrongs.Add($"made {perform.Token.Address} for a dropped branch");
                _open.Add(new Signal.StepEnded(perform.Token, Make(perform)));
                break;
            case Command.StartTimer timer:
                _open.Add(new Signal.TimerFired(timer.Token.Address));
                break;
            // Nobody but a person can tell, who looks whether it has happened, or lets it be made again.
            case Command.Park { Token.Address: var place }:
                Parked++;
                _open.Add(Told(place, random.Next(2) == 0 ? Again : Known(place)));
                break;
            case Command.Finish:
                Finishes++;
                break;
        }
    }

    /// <summary>Does what the call is for. With crashes, the other side is busy at times and answers are lost; for the last attempt only if it can be undone.</summary>
    private StepResult Make(Command.Perform perform)
    {
        var (address, call) = (perform.Token.Address, (PlayCall)perform.Step.Step);
        var mayFail = crashes && (call.Asks || perform.Step.Undo is not null || perform.Token.Attempt - perform.Token.Uncounted < perform.Step.Retry.Attempts);
        var result = mayFail && !call.Asks && random.Next(3) == 0 ? StepResult.Fail(ErrorClass.Server, "play.busy", "Later.") : call.Play.Result(perform.Token.Attempt);
        if (result is StepResult.Succeeded)
        {
            if (Deeds.Contains(address) && !_lost.Contains(address))
                Wrongs.Add($"done again: {address}");
            if (call.Asks)
                Effects[address] = Effects.GetValueOrDefault(address) + 1;
            if (!Deeds.Contains(address))
                Deeds.Add(address);
        }

        return mayFail && random.Next(3) == 0
            ? new StepResult.Failed(new StepError(ErrorClass.Timeout, "play.lost", "No answer came.")) { IsUnknown = true }
            : result;
    }

    private static bool Undoes(Token token) => token.Step.EndsWith(RandomWorkflow.Undoes, StringComparison.Ordinal);

    // Timers are rows and survive; the answers of calls under way are lost.
    private Signal.Claimed Crash()
    {
        _past.AddRange(_open.Where(IsAnswer));
        _lost.UnionWith(_open.OfType<Signal.StepEnded>().Select(call => call.Token.Address));
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

using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// The meaning of a workflow: a pure function from plan, state and signal to the next state and what must be done.
/// Outside loops every step runs at most once, loops are finite, and so every execution ends.
/// </summary>
public static class Interpreter
{
    public static Advance Advance(WorkflowPlan plan, ExecutionState state, Signal signal)
    {
        if (state.Ended is not null)
            return new Advance(state, []);
        var advance = Take(plan, state, signal);
        return advance.State is { Ended: null, Failure: null, Ran: > Limits.StepsPerExecution }
            ? Ending.Fail(plan, advance.State, StepError.Of(WorkflowsErrors.TooManySteps), step: null)
            : advance;
    }

    /// <summary>Ends it whatever it is doing. Needs no plan, so it works for a version that cannot be read any more.</summary>
    public static Advance Cancel(ExecutionState state) => Ending.Cancel(state);

    private static Advance Take(WorkflowPlan plan, ExecutionState state, Signal signal) => signal switch
    {
        Signal.Claimed when state.Tokens.IsEmpty => Start(plan, state),
        Signal.Claimed => Recover(plan, state),
        Signal.Continued => new Advance(state, [.. Pending(plan, state)]),
        Signal.StepBegan began => Mark(state, began.Token, StepStatus.Running, began.At),
        Signal.StepWaits waits => Mark(state, waits.Token, StepStatus.Waiting, awaits: waits.Awaits),
        Signal.LoopBegan began => Looping.Begin(plan, state, began),
        Signal.StepEnded ended => End(plan, state, ended),
        // Undoing takes the time that it takes.
        Signal.TimerFired { Address: "" } when state.Failure is not null => new Advance(state, []),
        Signal.TimerFired { Address: "" } => Ending.Fail(plan, state, StepError.Of(WorkflowsErrors.OutOfTime), step: null),
        Signal.TimerFired fired => Fire(plan, state, fired.Address),
        Signal.Answered answered => Answer(plan, state, answered),
        Signal.TriedAgain again => TryAgain(plan, state, again.Token),
        Signal.Cancelled => Ending.Cancel(state),
        _ => new Advance(state, []),
    };

    private static Advance Start(WorkflowPlan plan, ExecutionState state)
    {
        var token = new Token(plan.Entry.Key);
        Command run = new Command.RunStep(token, plan.Entry);
        return new Advance(Place(state, token), plan.Timeout is { } timeout ? [new Command.StartDeadline(timeout), run] : [run]);
    }

    private static Advance Recover(WorkflowPlan plan, ExecutionState state)
    {
        var commands = Pending(plan, state).ToList();
        foreach (var token in state.Tokens.Where(token => token.Status == StepStatus.Running))
        {
            var step = plan[token.Step];
            var lost = token with { Losses = token.Losses + 1, IsUnsettled = true };
            var again = (step.Step as PerformedStep)?.OnLostResult switch
            {
                // The call itself may be what kills the process.
                _ when lost.Losses >= Limits.LostCalls => lost with { Status = StepStatus.Parked, ParkedFor = ParkedReasons.Poison, IsLost = false },
                OnLostResult.Park => lost with { Status = StepStatus.Parked },
                OnLostResult.Verify => lost with { Status = StepStatus.Pending, IsLost = true },
                _ => lost with { Status = StepStatus.Pending, Attempt = token.Attempt + 1, Uncounted = token.Uncounted + 1 },
            };
            var (next, more) = token.IsLeaving && step.Undo is null ? Leaving.GiveUp(plan, state, token)
                : again.Status == StepStatus.Parked ? Park(plan, state, token, again, step)
                : new Advance(Replace(state, token, again), [new Command.RunStep(again, step)]);
            state = next;
            commands.AddRange(more);
        }

        return new Advance(state, commands);
    }

    private static IEnumerable<Command> Pending(WorkflowPlan plan, ExecutionState state) =>
    [
        .. state.Tokens.Where(token => token.Status == StepStatus.Pending).Select(token => new Command.RunStep(token, plan[token.Step])),
        .. Looping.Over(plan, state),
    ];

    private static Advance Mark(ExecutionState state, Token about, StepStatus status, DateTimeOffset? began = null, bool awaits = false) =>
        Current(state, about.Address, about.Attempt) is { } token
            ? new Advance(Replace(state, token, token with { Status = status, IsRetry = false, Awaits = awaits, Began = token.Began ?? began }), [])
            : new Advance(state, []);

    private static Advance Fire(WorkflowPlan plan, ExecutionState state, string address)
    {
        if (Current(state, address) is not { Status: StepStatus.Waiting } token || state.Loops.ContainsKey(address))
            return new Advance(state, []);
        var step = plan[token.Step];
        var pending = token with { Status = StepStatus.Pending, IsRetry = false };
        return token.IsRetry
            ? new Advance(Replace(state, token, pending), [new Command.RunStep(pending, step)])
            : new Advance(state, [new Command.WakeStep(token, step)]);
    }

    private static Advance Answer(WorkflowPlan plan, ExecutionState state, Signal.Answered answered) =>
        Current(state, answered.Address) is { Status: StepStatus.Parked } or { Awaits: true, IsRetry: false, Status: StepStatus.Waiting }
            ? new Advance(state, [new Command.AnswerStep(Current(state, answered.Address)!, plan[LoopPath.KeyOf(answered.Address)], answered.Answer)])
            : new Advance(state, []);

    private static Advance TryAgain(WorkflowPlan plan, ExecutionState state, Token about)
    {
        if (Current(state, about.Address, about.Attempt) is not { } token || (token.Status != StepStatus.Parked && !token.IsLost))
            return new Advance(state, []);
        if (token.IsLeaving)
            return Leaving.GiveUp(plan, state, token);
        // Who was asked has told that it did not happen; a person who lets it be made again tells nothing of what was before.
        var again = token with
        {
            Status = StepStatus.Pending,
            Attempt = token.Attempt + 1,
            ParkedFor = null,
            IsLost = false,
            Lost = token.IsLost ? null : token.Lost,
            IsUnsettled = token is { IsLost: false, ParkedFor: not ParkedReasons.AuthorityLost } or { IsLost: false, IsUnsettled: true },
            Losses = token.IsLost ? token.Losses : 0,
            Uncounted = token.IsLost ? token.Uncounted + 1 : token.Uncounted,
        };
        return new Advance(Replace(state, token, again), [new Command.RunStep(again, plan[token.Step])]);
    }

    private static Advance End(WorkflowPlan plan, ExecutionState state, Signal.StepEnded ended)
    {
        if (Current(state, ended.Token.Address, ended.Token.Attempt) is not { IsRetry: false } token)
            return new Advance(state, []);
        var step = plan[token.Step];
        // Asking settles it either way, and so does a person; a late answer tells of its own attempt alone.
        var isUnsettled = ended.Result is StepResult.Failed { IsUnknown: true }
            || (token is { IsUnsettled: true, IsLost: false } && ended.Result is not StepResult.Failed { Error.Code: Resolution.ResolvedAsFailed });
        var (next, commands) = ended.Result switch
        {
            StepResult.Failed { IsUnknown: true } failure when step.Step is PerformedStep { OnLostResult: not OnLostResult.Retry } performed =>
                Lose(plan, state, token, token with { Lost = failure.Error, IsUnsettled = true }, step, performed.OnLostResult),
            StepResult.Failed failure when step.Step is not LoopStep && (!token.IsLeaving || (isUnsettled && step.Undo is not null))
                && step.Retry.Next(token.Attempt - token.Uncounted, failure.Error.Class, failure.RetryAfter, ended.Jitter) is { } delay =>
                Retry(state, token, delay, LostBy(failure), isUnsettled),
            // One of its attempts may have happened, so that there would be something to undo.
            StepResult.Failed failure when isUnsettled && step is { Undo: not null, Effect: EffectClass.External } =>
                Park(plan, state, token, token with { ParkedFor = ParkedReasons.OutcomeUnknown, Lost = LostBy(failure), IsUnsettled = true }, step),
            StepResult.Parked parked => Park(plan, state, token, token with { ParkedFor = parked.Reason }, step),
            _ when token.IsLeaving => Leaving.End(plan, state, token, step, ended.Result),
            StepResult.Succeeded success => Succeed(plan, state, token, step, success),
            StepResult.Failed failure => Fail(plan, state, token, step, failure),
            StepResult.Stopped stop => Stop(plan, state, token, stop),
            _ => throw new InvalidOperationException($"{ended.Result} is not a result."),
        };
        return new Advance(next, token.Awaits ? [new Command.CloseWait(token.Address), .. commands] : commands);

        StepError? LostBy(StepResult.Failed failure) => failure.IsUnknown ? failure.Error : isUnsettled ? token.Lost : null;
    }

    private static Advance Lose(WorkflowPlan plan, ExecutionState state, Token token, Token lost, PlanStep step, OnLostResult rule)
    {
        if (token.IsLeaving && step.Undo is null)
            return Leaving.GiveUp(plan, state, token);
        if (rule == OnLostResult.Park)
            return Park(plan, state, token, lost with { ParkedFor = ParkedReasons.OutcomeUnknown }, step);
        var asked = lost with { Status = StepStatus.Pending, IsLost = true };
        return new Advance(Replace(state, token, asked), [new Command.RunStep(asked, step)]);
    }

    private static Advance Retry(ExecutionState state, Token token, TimeSpan delay, StepError? lost, bool isUnsettled)
    {
        var waiting = token with
        {
            Attempt = token.Attempt + 1,
            Status = StepStatus.Waiting,
            IsRetry = true,
            Awaits = false,
            IsLost = false,
            Lost = lost,
            Losses = 0,
            IsUnsettled = isUnsettled,
        };
        return new Advance(Replace(state, token, waiting), [new Command.StartTimer(waiting, delay)]);
    }

    private static Advance Succeed(WorkflowPlan plan, ExecutionState state, Token token, PlanStep step, StepResult.Succeeded success)
    {
        state = Leave(state, token, StepStatus.Succeeded, new RecordedResult(success.Output), success.Ports);
        if (state.Failure is not null)
            return Ending.UndoNext(plan, state);
        state = state with { Last = token.Address, Undo = step.Undo is { } undo ? state.Undo.Add(new UndoEntry(undo, token.Path)) : state.Undo };
        return Routing.Follow(plan, Looping.Keep(state, token, success.Output), token, step, success.Ports);
    }

    private static Advance Fail(WorkflowPlan plan, ExecutionState state, Token token, PlanStep step, StepResult.Failed failure)
    {
        state = Leave(state, token, StepStatus.Failed, new RecordedResult(failure.Output, failure.Error.ToJson()));
        return state.Failure is not null ? Ending.UndoNext(plan, state)
            : step.HasErrorWire ? Routing.Follow(plan, state, token, step, [Outcomes.Error])
            : Looping.Handler(plan, token.Path) is { } iteration ? Looping.Drop(plan, state, iteration, failure.Error)
            : Ending.Fail(plan, state, failure.Error, token.Address);
    }

    private static Advance Stop(WorkflowPlan plan, ExecutionState state, Token token, StepResult.Stopped stop)
    {
        if (stop.Error is { } error)
            return Ending.Fail(plan, Leave(state, token, StepStatus.Failed, new RecordedResult(stop.Output, error.ToJson())), error, token.Address);
        state = Leave(state, token, StepStatus.Succeeded, new RecordedResult(stop.Output)) with { Last = token.Address };
        return Ending.Succeed(state);
    }

    private static Advance Park(WorkflowPlan plan, ExecutionState state, Token token, Token parked, PlanStep step)
    {
        var waits = parked with { Status = StepStatus.Parked, IsLost = false };
        if (token.IsLeaving && !Leaving.IsToBeUndone(waits, step))
            return Leaving.GiveUp(plan, state, token);
        return new Advance(Replace(state, token, waits), [new Command.Park(waits, step)]);
    }

    private static Token? Current(ExecutionState state, string address, int? attempt = null) =>
        state.Tokens.Find(token => token.Address == address && (attempt is null || token.Attempt == attempt));

    internal static ExecutionState Place(ExecutionState state, Token token) => state with
    {
        Tokens = state.Tokens.Add(token),
        Steps = state.Steps.SetItem(token.Address, state.Trace(token.Address) with { Status = token.Status }),
        Ran = state.Ran + 1,
    };

    internal static ExecutionState Replace(ExecutionState state, Token old, Token token) => state with
    {
        Tokens = state.Tokens.Replace(old, token),
        Steps = state.Steps.SetItem(token.Address, state.Trace(token.Address) with { Status = token.Status }),
    };

    internal static ExecutionState Leave(
        ExecutionState state, Token token, StepStatus status, RecordedResult result, IReadOnlyList<string>? ports = null)
    {
        var trace = state.Trace(token.Address) with { Status = status, Result = result, Ports = ports is [Outcomes.Default] ? null : ports };
        return Looping.Close(state with { Tokens = state.Tokens.Remove(token), Steps = state.Steps.SetItem(token.Address, trace) }, token.Address);
    }
}

using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// The meaning of a workflow: a pure function from plan, state and signal to the next state and what must be done.
/// Without loops every step runs at most once and every execution ends.
/// </summary>
public static class Interpreter
{
    public static Advance Advance(WorkflowPlan plan, ExecutionState state, Signal signal) => signal switch
    {
        _ when state.Ended is not null => new Advance(state, []),
        Signal.Claimed when state.Tokens.IsEmpty => Start(plan, state),
        Signal.Claimed => Recover(plan, state),
        Signal.Continued => new Advance(state, [.. Pending(plan, state)]),
        Signal.StepBegan began => Mark(state, began.Token, StepStatus.Running, began.At),
        Signal.StepWaits waits => Mark(state, waits.Token, StepStatus.Waiting),
        Signal.StepEnded ended => End(plan, state, ended),
        Signal.TimerFired fired => Fire(plan, state, fired.Address),
        Signal.Cancelled => Cancel(state),
        _ => new Advance(state, []),
    };

    /// <summary>Ends it whatever it is doing. Needs no plan, so it works for a version that cannot be read any more.</summary>
    public static Advance Cancel(ExecutionState state) => state.Ended is null
        ? Stop(state, ExecutionStatus.Cancelled, StepStatus.Cancelled, error: null, failed: null)
        : new Advance(state, []);

    private static Advance Start(WorkflowPlan plan, ExecutionState state)
    {
        var token = new Token(plan.Entry.Key);
        return new Advance(Place(state, token), [new Command.RunStep(token, plan.Entry)]);
    }

    private static Advance Recover(WorkflowPlan plan, ExecutionState state)
    {
        var commands = Pending(plan, state).ToList();
        foreach (var token in state.Tokens.Where(token => token.Status == StepStatus.Running))
        {
            var step = plan[token.Step];
            var parks = step.Step is PerformedStep { OnLostResult: OnLostResult.Park };
            var again = parks ? token with { Status = StepStatus.Parked } : token with { Status = StepStatus.Pending, Attempt = token.Attempt + 1 };
            state = Replace(state, token, again);
            commands.Add(parks ? new Command.Park(again, step) : new Command.RunStep(again, step));
        }

        return new Advance(state, commands);
    }

    private static IEnumerable<Command> Pending(WorkflowPlan plan, ExecutionState state) => state.Tokens
        .Where(token => token.Status == StepStatus.Pending)
        .Select(token => new Command.RunStep(token, plan[token.Step]));

    private static Advance Mark(ExecutionState state, Token about, StepStatus status, DateTimeOffset? began = null) =>
        Current(state, about.Address, about.Attempt) is { } token
            ? new Advance(Replace(state, token, token with { Status = status, IsRetry = false, Began = token.Began ?? began }), [])
            : new Advance(state, []);

    private static Advance Fire(WorkflowPlan plan, ExecutionState state, string address)
    {
        if (Current(state, address) is not { Status: StepStatus.Waiting } token)
            return new Advance(state, []);
        var step = plan[token.Step];
        var pending = token with { Status = StepStatus.Pending, IsRetry = false };
        return token.IsRetry
            ? new Advance(Replace(state, token, pending), [new Command.RunStep(pending, step)])
            : new Advance(state, [new Command.WakeStep(token, step)]);
    }

    private static Advance End(WorkflowPlan plan, ExecutionState state, Signal.StepEnded ended)
    {
        if (Current(state, ended.Token.Address, ended.Token.Attempt) is not { IsRetry: false } token)
            return new Advance(state, []);
        var step = plan[token.Step];
        return ended.Result switch
        {
            StepResult.Succeeded success => Succeed(plan, state, token, step, success),
            StepResult.Failed failure when step.Retry.Next(token.Attempt, failure.Error.Class, failure.RetryAfter, ended.Jitter) is { } delay =>
                Retry(state, token, delay),
            StepResult.Failed failure => Fail(plan, state, token, step, failure),
            _ => throw new InvalidOperationException($"{ended.Result} is not a result."),
        };
    }

    private static Advance Retry(ExecutionState state, Token token, TimeSpan delay)
    {
        var waiting = token with { Attempt = token.Attempt + 1, Status = StepStatus.Waiting, IsRetry = true };
        return new Advance(Replace(state, token, waiting), [new Command.StartTimer(waiting, delay)]);
    }

    private static Advance Succeed(WorkflowPlan plan, ExecutionState state, Token token, PlanStep step, StepResult.Succeeded success)
    {
        state = Leave(state, token, StepStatus.Succeeded, new RecordedResult(success.Output)) with { Last = token.Address };
        return Routing.Follow(plan, state, token, step, success.Ports);
    }

    private static Advance Fail(WorkflowPlan plan, ExecutionState state, Token token, PlanStep step, StepResult.Failed failure)
    {
        state = Leave(state, token, StepStatus.Failed, new RecordedResult(failure.Output, failure.Error.ToJson()));
        return step.HasErrorWire
            ? Routing.Follow(plan, state, token, step, [Outcomes.Error])
            : Stop(state, ExecutionStatus.Failed, StepStatus.Cancelled, failure.Error, token.Address);
    }

    private static Advance Stop(ExecutionState state, ExecutionStatus status, StepStatus left, StepError? error, string? failed)
    {
        var steps = state.Steps.SetItems(state.Tokens.Select(token =>
            KeyValuePair.Create(token.Address, state.Trace(token.Address) with { Status = left })));
        state = state with { Tokens = [], Steps = steps, Ended = status };
        return new Advance(state, [new Command.Finish(status, state.Output, error, failed)]);
    }

    private static Token? Current(ExecutionState state, string address, int? attempt = null) =>
        state.Tokens.Find(token => token.Address == address && (attempt is null || token.Attempt == attempt));

    internal static ExecutionState Place(ExecutionState state, Token token) => state with
    {
        Tokens = state.Tokens.Add(token),
        Steps = state.Steps.SetItem(token.Address, state.Trace(token.Address) with { Status = token.Status }),
    };

    private static ExecutionState Replace(ExecutionState state, Token old, Token token) => state with
    {
        Tokens = state.Tokens.Replace(old, token),
        Steps = state.Steps.SetItem(token.Address, state.Trace(token.Address) with { Status = token.Status }),
    };

    private static ExecutionState Leave(ExecutionState state, Token token, StepStatus status, RecordedResult result) => state with
    {
        Tokens = state.Tokens.Remove(token),
        Steps = state.Steps.SetItem(token.Address, state.Trace(token.Address) with { Status = status, Result = result }),
    };
}

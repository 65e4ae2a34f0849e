using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>How an execution ends: by itself, cancelled, or failed, and then undone step by step, last first.</summary>
internal static class Ending
{
    public static Advance Succeed(ExecutionState state) => Stop(state, ExecutionStatus.Succeeded, error: null, step: null);

    public static Advance Cancel(ExecutionState state) => state.Ended is null
        ? Stop(state, ExecutionStatus.Cancelled, error: null, step: null)
        : new Advance(state, []);

    public static Advance Fail(WorkflowPlan plan, ExecutionState state, StepError error, string? step)
    {
        var isUndone = !state.Undo.IsEmpty || state.Tokens.Exists(token => Leaving.IsToBeUndone(token, plan[token.Step]));
        if (!isUndone || state.Failure is not null)
            return Stop(state, ExecutionStatus.Failed, error, step);
        var (left, closed) = Leaving.Drop(plan, state, state.Tokens);
        var (next, commands) = Leaving.GoOn(plan, left with { Failure = new Failure(error, step), Failing = ExecutionState.New.Failing });
        return new Advance(next, [.. closed, .. commands]);
    }

    /// <summary>An undo step that fails is in the history and holds up none of the others.</summary>
    public static Advance UndoNext(WorkflowPlan plan, ExecutionState state)
    {
        if (state.Undo is not [.., var last])
            return Stop(state, ExecutionStatus.Failed, state.Failure!.Error, state.Failure.Step);
        var token = new Token(last.Step, last.Path);
        return new Advance(
            Interpreter.Place(state with { Undo = state.Undo.RemoveAt(state.Undo.Count - 1) }, token), [new Command.RunStep(token, plan[last.Step])]);
    }

    /// <summary>Ends these places, and with them what they wait for.</summary>
    public static (ExecutionState State, IEnumerable<Command> Commands) Drop(ExecutionState state, IReadOnlyCollection<Token> tokens) => (
        state with
        {
            Tokens = state.Tokens.RemoveRange(tokens),
            Steps = state.Steps.SetItems(tokens.Select(token =>
                KeyValuePair.Create(token.Address, state.Trace(token.Address) with { Status = StepStatus.Cancelled }))),
        },
        [
            .. tokens.Where(token => token.Status == StepStatus.Waiting).Select(token => new Command.CloseWait(token.Address)),
            .. tokens.Where(token => token.Status != StepStatus.Pending || token.Began is not null || token.Attempt > 1).Select(token => new Command.Dropped(token)),
        ]);

    private static Advance Stop(ExecutionState state, ExecutionStatus status, StepError? error, string? step)
    {
        var (left, dropped) = Drop(state, state.Tokens);
        state = left with { Ended = status, Failing = ExecutionState.New.Failing };
        return new Advance(state, [.. dropped.OfType<Command.Dropped>(), new Command.Finish(status, state.Output, error, step)]);
    }
}

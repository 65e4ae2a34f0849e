using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// Branches that are dropped while calls are under way in them. What such a call has done is found out before anything
/// follows from the failure, so that nothing is undone beside the deed, and no deed is left out of what is undone.
/// </summary>
internal static class Leaving
{
    /// <summary>Ends these places, but for those whose call may have its effect: they stay until that is known.</summary>
    public static (ExecutionState State, IEnumerable<Command> Commands) Drop(WorkflowPlan plan, ExecutionState state, IReadOnlyCollection<Token> tokens)
    {
        List<Token> open = [.. tokens.Where(token => MayHappen(token, plan[token.Step]))];
        var (left, commands) = Ending.Drop(state, [.. tokens.Except(open)]);
        return (open.Aggregate(left, (at, token) => Interpreter.Replace(at, token, token with { IsLeaving = true })), commands);
    }

    /// <summary>A call is under way, or was and nobody knows what became of it, and the execution has something to undo for it.</summary>
    public static bool IsToBeUndone(Token token, PlanStep step) => step.Undo is not null && MayHappen(token, step);

    /// <summary>The call has ended. It is not repeated, and nothing follows but its undo.</summary>
    public static Advance End(WorkflowPlan plan, ExecutionState state, Token token, PlanStep step, StepResult result)
    {
        if (result is StepResult.Succeeded success)
        {
            state = Interpreter.Leave(state, token, StepStatus.Succeeded, new RecordedResult(success.Output), success.Ports);
            return GoOn(plan, step.Undo is { } undo ? state with { Undo = state.Undo.Add(new UndoEntry(undo, token.Path)) } : state);
        }

        return result is StepResult.Failed failure
            ? GoOn(plan, Interpreter.Leave(state, token, StepStatus.Failed, new RecordedResult(failure.Output, failure.Error.ToJson())))
            : GiveUp(plan, state, token);
    }

    /// <summary>Nobody has to know what became of it.</summary>
    public static Advance GiveUp(WorkflowPlan plan, ExecutionState state, Token token)
    {
        var (left, dropped) = Ending.Drop(state, [token]);
        var (next, commands) = GoOn(plan, left);
        return new Advance(next, [.. dropped, .. commands]);
    }

    /// <summary>What was failing goes on once no call is under way there any more.</summary>
    public static Advance GoOn(WorkflowPlan plan, ExecutionState state) =>
        state.Failure is not null ? state.Tokens.IsEmpty ? Ending.UndoNext(plan, state) : new Advance(state, [])
        : state.Failing.Keys.FirstOrDefault(iteration => !state.Tokens.Exists(token => Looping.FailsWith(plan, token.Path, iteration))) is { } over
            ? Looping.Fail(plan, state with { Failing = state.Failing.Remove(over) }, over, state.Failing[over])
            : new Advance(state, []);

    // A call of which an attempt was lost holds up the others only if there is something to undo for it.
    private static bool MayHappen(Token token, PlanStep step) => token switch
    {
        { Status: StepStatus.Running } => true,
        _ when step.Undo is null => false,
        { Status: StepStatus.Parked, ParkedFor: not ParkedReasons.AuthorityLost } => true,
        _ => token.IsUnsettled,
    };
}

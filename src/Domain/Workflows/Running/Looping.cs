using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// Loops: the loop's own token waits while tokens with a longer path run its iterations. An iteration has ended when no
/// token is left at its path.
/// </summary>
internal static class Looping
{
    public static Advance Begin(WorkflowPlan plan, ExecutionState state, Signal.LoopBegan began)
    {
        if (state.Tokens.Find(token => token.Address == began.Token.Address && token.Attempt == began.Token.Attempt) is not { } token)
            return new Advance(state, []);
        state = Interpreter.Replace(state, token, token with { Status = StepStatus.Waiting });
        state = state with { Loops = state.Loops.SetItem(token.Address, new LoopState(began.Items.GetArrayLength()) { Items = began.Items }) };
        return Fill(plan, state, token.Address);
    }

    /// <summary>Loops that wait for nothing but their own end.</summary>
    public static IEnumerable<Command> Over(WorkflowPlan plan, ExecutionState state) => state.Tokens
        .Where(token => state.Loops.GetValueOrDefault(token.Address) is { IsOver: true })
        .Select(token => new Command.EndLoop(token, plan[token.Step]));

    /// <summary>Nothing is left at this path: the iteration has ended well.</summary>
    public static Advance EndIteration(WorkflowPlan plan, ExecutionState state, string iteration)
    {
        var (loop, _) = LoopPath.Split(iteration);
        state = Forget(state, iteration);
        return Fill(plan, Change(state, loop, was => was with { Succeeded = was.Succeeded + 1 }), loop);
    }

    /// <summary>The iteration of the nearest loop around this path that goes on when an iteration fails, or has a wire for it.</summary>
    public static string? Handler(WorkflowPlan plan, string path)
    {
        for (; path.Length > 0; path = LoopPath.Outer(path))
        {
            var loop = plan[LoopPath.KeyOf(LoopPath.Split(path).Loop)];
            if (loop.HasErrorWire || GoesOn(loop))
                return path;
        }

        return null;
    }

    /// <summary>A step of this iteration has failed: what else is at work there, or in the whole loop, is dropped.</summary>
    public static Advance Drop(WorkflowPlan plan, ExecutionState state, string iteration, StepError error)
    {
        var (left, closed) = Leaving.Drop(plan, state, [.. state.Tokens.Where(token => FailsWith(plan, token.Path, iteration))]);
        var failing = left.Failing.RemoveRange(left.Failing.Keys.Where(other => FailsWith(plan, other, iteration)));
        var (next, commands) = Leaving.GoOn(plan, left with { Failing = failing.SetItem(iteration, error) });
        return new Advance(next, [.. closed, .. commands]);
    }

    /// <summary>Nothing is at work there any more: the loop goes on without this iteration, or fails itself and takes its wire.</summary>
    public static Advance Fail(WorkflowPlan plan, ExecutionState state, string iteration, StepError error)
    {
        var (loop, number) = LoopPath.Split(iteration);
        var step = plan[LoopPath.KeyOf(loop)];
        return GoesOn(step)
            ? Fill(plan, Change(Forget(state, iteration), loop, was => was with { Failed = was.Failed + 1, Results = was.Results.Remove(number) }), loop)
            : Break(plan, state, loop, step, error);
    }

    /// <summary>Whether this path ends when a step of the iteration fails.</summary>
    public static bool FailsWith(WorkflowPlan plan, string path, string iteration)
    {
        var (loop, _) = LoopPath.Split(iteration);
        return GoesOn(plan[LoopPath.KeyOf(loop)]) ? LoopPath.IsWithin(path, iteration) : IsOf(path, loop);
    }

    private static Advance Break(WorkflowPlan plan, ExecutionState state, string loop, PlanStep step, StepError error)
    {
        var token = state.Tokens.Find(token => token.Address == loop)!;
        state = Forget(state, path => IsOf(path, loop));
        state = Interpreter.Leave(state, token, StepStatus.Failed, new RecordedResult(default, error.ToJson()));
        var (next, commands) = Routing.Follow(plan, state, token, step, [Outcomes.Error]);
        return new Advance(next, [new Command.LoopFailed(token, step, error), .. commands]);
    }

    /// <summary>The output of an iteration is that of the step that succeeds last in it.</summary>
    public static ExecutionState Keep(ExecutionState state, Token token, JsonElement output)
    {
        if (token.Path.Length == 0)
            return state;
        var (loop, iteration) = LoopPath.Split(token.Path);
        return Change(state, loop, was => was with { Results = was.Results.SetItem(iteration, output) });
    }

    /// <summary>The loop has ended.</summary>
    public static ExecutionState Close(ExecutionState state, string loop) =>
        state.Loops.ContainsKey(loop) && !state.Undo.Exists(entry => IsOf(entry.Path, loop)) ? state with { Loops = state.Loops.Remove(loop) } : state;

    private static bool GoesOn(PlanStep loop) => ((LoopStep)loop.Step).ContinuesOnError;

    private static bool IsOf(string path, string loop) => path.StartsWith(loop + "[", StringComparison.Ordinal);

    private static Advance Fill(WorkflowPlan plan, ExecutionState state, string loop)
    {
        var step = plan[LoopPath.KeyOf(loop)];
        var body = (LoopStep)step.Step;
        var commands = new List<Command>();
        while (state.Loops[loop] is { } at && at.Next < at.Count && at.Active < body.Concurrency)
        {
            var token = new Token(body.Body, LoopPath.Of(loop, at.Next));
            state = Interpreter.Place(Change(state, loop, was => was with { Next = was.Next + 1 }), token);
            commands.Add(new Command.RunStep(token, plan[body.Body]));
        }

        if (state.Loops[loop].IsOver)
            commands.Add(new Command.EndLoop(state.Tokens.Find(token => token.Address == loop)!, step));
        return new Advance(state, commands);
    }

    private static ExecutionState Change(ExecutionState state, string loop, Func<LoopState, LoopState> change) =>
        state with { Loops = state.Loops.SetItem(loop, change(state.Loops[loop])) };

    // So that the state of a long loop stays small. What is still to be undone may read what its iteration left.
    private static ExecutionState Forget(ExecutionState state, string iteration) => Forget(state, path => LoopPath.IsWithin(path, iteration));

    private static ExecutionState Forget(ExecutionState state, Predicate<string> isGone) => state.Undo.Exists(entry => isGone(entry.Path))
        ? state
        : state with
        {
            Steps = state.Steps.RemoveRange(state.Steps.Keys.Where(address => isGone(address))),
            Loops = state.Loops.RemoveRange(state.Loops.Keys.Where(address => isGone(address))),
        };
}

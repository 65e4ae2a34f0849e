using System.Collections.Immutable;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>The state with which an execution begins that repeats another one from some step on. Pure.</summary>
public static class Rerun
{
    /// <summary>
    /// What failed is tried again, and what was cancelled with it goes on. Only for the plan that the execution had.
    /// </summary>
    /// <exception cref="DomainException"><c>workflows.not_failed</c>, <c>workflows.was_undone</c>.</exception>
    public static ExecutionState OfFailed(WorkflowPlan plan, ExecutionState ended)
    {
        if (ended.Failure is not null)
            throw new DomainException(WorkflowsErrors.WasUndone);
        var places = ended.Steps
            .Where(step => step.Value.Status == StepStatus.Cancelled || (step.Value.Status == StepStatus.Failed && !plan[LoopPath.KeyOf(step.Key)].HasErrorWire))
            .Select(step => At(step.Key, ended.Loops.ContainsKey(step.Key)))
            .OrderBy(token => token.Address, StringComparer.Ordinal)
            .ToList();
        if (ended.Ended != ExecutionStatus.Failed || places.Count == 0)
            throw new DomainException(WorkflowsErrors.NotFailed);
        return ended with
        {
            Ended = null,
            Tokens = [.. places],
            Steps = ended.Steps.SetItems(places.Select(token =>
                KeyValuePair.Create(token.Address, ended.Trace(token.Address) with { Status = token.Status, Result = null, Ports = null }))),
        };
    }

    /// <summary>
    /// Begins with this step; what lies behind it runs again, and everything else keeps what it left. Other branches that
    /// had not ended count as not taken.
    /// </summary>
    /// <param name="plan">The version to go on with; it may be another one.</param>
    /// <param name="ended">How the execution ended.</param>
    /// <param name="key">Of a step outside loops that had begun.</param>
    /// <exception cref="DomainException"><c>workflows.step_not_run</c>.</exception>
    public static ExecutionState From(WorkflowPlan plan, ExecutionState ended, string key)
    {
        if (plan.Steps.All(step => step.Key != key) || ended.Trace(key).Status is StepStatus.Pending or StepStatus.Skipped)
            throw new DomainException(WorkflowsErrors.StepNotRun(key));
        var behind = Behind(plan, key);
        var kept = plan.Steps.Where(step => !behind.Contains(step.Key)).ToDictionary(step => step.Key, step => Settled(step, ended.Trace(step.Key)));
        var state = ExecutionState.New with
        {
            Tokens = [new Token(key)],
            Steps = kept.ToImmutableDictionary(StringComparer.Ordinal).SetItem(key, new StepTrace(StepStatus.Pending, 1, 0)),
            Undo = ended.Undo.RemoveAll(entry => entry.Path.Length > 0 || !plan.Steps.Any(step => step.Undo == entry.Step && kept.ContainsKey(step.Key))),
            Recorded = ended.Recorded,
            Ran = 1,
        };
        foreach (var (from, trace) in kept.Where(step => step.Key != key))
        {
            foreach (var (port, target) in plan[from].Wires.Where(wire => behind.Contains(wire.Value) && wire.Value != key))
            {
                var arrived = state.Trace(target);
                var live = Taken(trace).Contains(port);
                state = state with { Steps = state.Steps.SetItem(target, arrived with { Live = arrived.Live + (live ? 1 : 0), Skipped = arrived.Skipped + (live ? 0 : 1) }) };
            }
        }

        return state;
    }

    private static Token At(string address, bool isLoop) => new(
        LoopPath.KeyOf(address), LoopPath.Outer(address), Status: isLoop ? StepStatus.Waiting : StepStatus.Pending);

    // What had not ended is taken for not run: its wires must be decided, or a join would wait for ever.
    private static StepTrace Settled(PlanStep step, StepTrace trace) => trace.Status switch
    {
        StepStatus.Succeeded or StepStatus.Skipped => trace,
        StepStatus.Failed when step.HasErrorWire => trace,
        _ => trace with { Status = StepStatus.Skipped, Result = null, Ports = null },
    };

    private static IReadOnlyList<string> Taken(StepTrace trace) => trace.Status switch
    {
        StepStatus.Succeeded => trace.Ports ?? [Outcomes.Default],
        StepStatus.Failed => [Outcomes.Error],
        _ => [],
    };

    private static HashSet<string> Behind(WorkflowPlan plan, string key)
    {
        HashSet<string> behind = new(StringComparer.Ordinal) { key };
        var open = new Stack<string>([key]);
        while (open.TryPop(out var at))
        {
            foreach (var (_, target) in plan[at].Wires)
            {
                if (behind.Add(target))
                    open.Push(target);
            }
        }

        return behind;
    }
}

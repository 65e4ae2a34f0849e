using System.Collections.Immutable;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>The state with which an execution begins that repeats another one from some step on. Pure.</summary>
public static class Rerun
{
    /// <summary>What failed is tried again, and what was cancelled with it goes on, by the plan that the execution had.</summary>
    /// <exception cref="DomainException"><c>workflows.not_failed</c>, <c>workflows.was_undone</c>.</exception>
    public static ExecutionState OfFailed(WorkflowPlan plan, ExecutionState ended)
    {
        var places = PlacesOf(plan, ended);
        return ended with
        {
            Ended = null,
            Tokens = [.. places],
            Steps = ended.Steps.SetItems(places.Select(token =>
                KeyValuePair.Create(token.Address, ended.Trace(token.Address) with { Status = token.Status, Result = null, Ports = null }))),
        };
    }

    /// <summary>
    /// The same by the plan of another version: what had ended keeps what it left, though steps may lie differently around
    /// it. What that plan has in front of these steps and did not run counts as not taken.
    /// </summary>
    /// <exception cref="DomainException">
    /// <c>workflows.not_failed</c>, <c>workflows.was_undone</c>, <c>workflows.other_version</c>: a step that ran is not there any
    /// more, or is of another kind, or it failed inside a loop.
    /// </exception>
    public static ExecutionState OfFailed(WorkflowPlan original, WorkflowPlan plan, ExecutionState ended)
    {
        var places = PlacesOf(original, ended);
        if (places.Exists(token => token.Path.Length > 0 || ended.Loops.ContainsKey(token.Address)))
            throw new DomainException(WorkflowsErrors.FailedInLoop);
        var types = plan.Steps.ToDictionary(step => step.Key, step => step.Type);
        var ran = ended.Steps.Where(step => step.Value.Status is not (StepStatus.Pending or StepStatus.Skipped)).Select(step => LoopPath.KeyOf(step.Key));
        if (ran.Concat(ended.Undo.Select(entry => entry.Step)).Distinct().FirstOrDefault(key => types.GetValueOrDefault(key) != original[key].Type) is { } gone)
            throw new DomainException(WorkflowsErrors.OtherVersion(gone));

        HashSet<string> again = [.. places.Select(token => token.Step)];
        var behind = Behind(plan, again);
        var kept = plan.Steps
            .Where(step => !again.Contains(step.Key) && (!behind.Contains(step.Key) || HasEnded(step, ended.Trace(step.Key))))
            .ToDictionary(step => step.Key, step => Settled(step, ended.Trace(step.Key)));
        var steps = kept.ToImmutableDictionary(StringComparer.Ordinal).SetItems(places.Select(token => KeyValuePair.Create(token.Address, new StepTrace(StepStatus.Pending, 1, 0))));
        return Arrived(plan, kept, again, ended with { Ended = null, Tokens = [.. places], Steps = steps, Loops = ExecutionState.New.Loops });
    }

    private static List<Token> PlacesOf(WorkflowPlan plan, ExecutionState ended)
    {
        if (ended.Failure is not null)
            throw new DomainException(WorkflowsErrors.WasUndone);
        var places = ended.Steps
            .Where(step => step.Value.Status == StepStatus.Cancelled || (step.Value.Status == StepStatus.Failed && !plan[LoopPath.KeyOf(step.Key)].HasErrorWire))
            .Select(step => At(step.Key, ended.Loops.ContainsKey(step.Key)))
            .OrderBy(token => token.Address, StringComparer.Ordinal)
            .ToList();
        return ended.Ended == ExecutionStatus.Failed && places.Count > 0 ? places : throw new DomainException(WorkflowsErrors.NotFailed);
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
        var behind = Behind(plan, [key]);
        var kept = plan.Steps.Where(step => !behind.Contains(step.Key)).ToDictionary(step => step.Key, step => Settled(step, ended.Trace(step.Key)));
        var state = ExecutionState.New with
        {
            Tokens = [new Token(key)],
            Steps = kept.ToImmutableDictionary(StringComparer.Ordinal).SetItem(key, new StepTrace(StepStatus.Pending, 1, 0)),
            Undo = ended.Undo.RemoveAll(entry => entry.Path.Length > 0 || !plan.Steps.Any(step => step.Undo == entry.Step && kept.ContainsKey(step.Key))),
            Recorded = ended.Recorded,
            Ran = 1,
        };
        return Arrived(plan, kept, [key], state);
    }

    /// <summary>Sends what the kept steps have decided along their wires to those that are still to come.</summary>
    private static ExecutionState Arrived(WorkflowPlan plan, Dictionary<string, StepTrace> kept, IReadOnlyCollection<string> again, ExecutionState state)
    {
        foreach (var (from, trace) in kept)
        {
            foreach (var (port, target) in plan[from].Wires.Where(wire => !kept.ContainsKey(wire.Value) && !again.Contains(wire.Value)))
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
    private static StepTrace Settled(PlanStep step, StepTrace trace) =>
        HasEnded(step, trace) ? trace : trace with { Status = StepStatus.Skipped, Result = null, Ports = null };

    private static bool HasEnded(PlanStep step, StepTrace trace) =>
        trace.Status is StepStatus.Succeeded or StepStatus.Skipped || (trace.Status == StepStatus.Failed && step.HasErrorWire);

    private static IReadOnlyList<string> Taken(StepTrace trace) => trace.Status switch
    {
        StepStatus.Succeeded => trace.Ports ?? [Outcomes.Default],
        StepStatus.Failed => [Outcomes.Error],
        _ => [],
    };

    private static HashSet<string> Behind(WorkflowPlan plan, IReadOnlyCollection<string> keys)
    {
        HashSet<string> behind = new(keys, StringComparer.Ordinal);
        var open = new Stack<string>(keys);
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

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// Sends a token along every wire of a step that has ended: live along the outcomes it had, skipped along the others.
/// A step that only skipped tokens reach is skipped itself and passes them on, so every wire of the graph is decided
/// and no join waits for ever (dead-path elimination).
/// </summary>
internal static class Routing
{
    public static Advance Follow(WorkflowPlan plan, ExecutionState state, Token from, PlanStep step, IReadOnlyList<string> ports)
    {
        var commands = new List<Command>();
        var arrivals = new Queue<(string Step, bool Live)>(step.Wires.Select(wire => (wire.Value, ports.Contains(wire.Key))));
        while (arrivals.TryDequeue(out var arrival))
        {
            var target = plan[arrival.Step];
            var token = new Token(target.Key, from.Path);
            var trace = state.Trace(token.Address);
            trace = arrival.Live ? trace with { Live = trace.Live + 1 } : trace with { Skipped = trace.Skipped + 1 };
            var runs = trace.Status == StepStatus.Pending ? target.Step.Join.Decide(target.Incoming, trace.Live, trace.Skipped) : null;
            if (runs is false)
            {
                trace = trace with { Status = StepStatus.Skipped };
                foreach (var wire in target.Wires)
                    arrivals.Enqueue((wire.Value, Live: false));
            }

            state = state with { Steps = state.Steps.SetItem(token.Address, trace) };
            if (runs is true && !state.Tokens.Exists(active => active.Address == token.Address))
            {
                state = Interpreter.Place(state, token);
                commands.Add(new Command.RunStep(token, target));
            }
        }

        return state.Tokens.Exists(token => token.Path == from.Path) ? new Advance(state, commands)
            : from.Path.Length == 0 ? Ending.Succeed(state)
            : Looping.EndIteration(plan, state, from.Path);
    }
}

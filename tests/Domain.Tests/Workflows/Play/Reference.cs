using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Play;

/// <summary>
/// The meaning of a workflow told another way: steps in document order, each looking at its decided incoming wires, a
/// loop as so many workflows of its own. No tokens, no interleaving.
/// </summary>
internal sealed record Reference(bool Fails, IReadOnlyDictionary<string, StepStatus> Steps)
{
    public static Reference Of(WorkflowDefinition definition)
    {
        var steps = new Dictionary<string, StepStatus>();
        return new Reference(Fail(definition, "s", "", steps), steps);
    }

    /// <summary>Runs the steps with this prefix and answers whether one failed without a wire for it.</summary>
    private static bool Fail(WorkflowDefinition definition, string prefix, string path, Dictionary<string, StepStatus> steps)
    {
        var own = definition.Steps.Where(step => step.Key.StartsWith(prefix, StringComparison.Ordinal) && !step.Key[prefix.Length..].Contains('_') && !step.Key.EndsWith(RandomWorkflow.Undoes, StringComparison.Ordinal)).ToList();
        var live = own.ToDictionary(step => step.Key, _ => 0);
        var unhandled = false;
        foreach (var (index, step) in own.Index())
        {
            var address = path.Length == 0 ? step.Key : $"{path}/{step.Key}";
            var runs = index == 0 || live[step.Key] >= (step.Compiled.Join.LiveNeeded ?? 1);
            var status = !runs ? StepStatus.Skipped : step.Compiled is ForEachStep loop ? Ends(definition, step, loop, address, steps) : Ends(step);
            steps[address] = status;
            var taken = Taken(step, status);
            unhandled |= status == StepStatus.Failed && !step.Next.Any(wire => wire.Key == Outcomes.Error);
            foreach (var wire in step.Next.Where(wire => taken.Contains(wire.Key)))
                live[wire.Value!]++;
        }

        return unhandled;
    }

    private static StepStatus Ends(WorkflowDefinition definition, StepDefinition step, ForEachStep loop, string address, Dictionary<string, StepStatus> steps)
    {
        var failed = Enumerable.Range(0, step.Config.GetProperty("items").GetArrayLength())
            .Count(item => Fail(definition, $"{step.Key}_", $"{address}[{item}]", steps));
        return failed > 0 && !loop.ContinuesOnError ? StepStatus.Failed : StepStatus.Succeeded;
    }

    private static StepStatus Ends(StepDefinition step) =>
        PlayOf(step).Fails >= (step.Kind.Type == "call" ? step.Retry?.Attempts ?? 1 : 1) ? StepStatus.Failed : StepStatus.Succeeded;

    private static IReadOnlyList<string> Taken(StepDefinition step, StepStatus status) => status switch
    {
        StepStatus.Succeeded => step.Compiled is ForEachStep ? [Outcomes.Default] : PlayOf(step).Take,
        StepStatus.Failed => [Outcomes.Error],
        _ => [],
    };

    private static Play PlayOf(StepDefinition step) => step.Compiled switch
    {
        PlayCall call => call.Play,
        var other => (Play)other.GetType().GetProperty("Play")!.GetValue(other)!,
    };
}

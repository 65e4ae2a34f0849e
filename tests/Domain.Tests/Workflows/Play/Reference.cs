using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Tests.Workflows.Play;

/// <summary>
/// The meaning of a workflow told another way: steps in document order, each looking at its decided incoming wires.
/// No tokens, no interleaving.
/// </summary>
internal sealed record Reference(bool Fails, IReadOnlyDictionary<string, StepStatus> Steps)
{
    public static Reference Of(WorkflowDefinition definition)
    {
        var steps = new Dictionary<string, StepStatus>();
        var live = definition.Steps.ToDictionary(step => step.Key, _ => 0);
        var unhandled = false;
        foreach (var (index, step) in definition.Steps.Index())
        {
            var runs = index == 0 || live[step.Key] >= (step.Compiled.Join.LiveNeeded ?? 1);
            var status = runs ? Ends(step) : StepStatus.Skipped;
            steps[step.Key] = status;
            var taken = Taken(step, status);
            unhandled |= status == StepStatus.Failed && !step.Next.Any(wire => wire.Key == Outcomes.Error);
            foreach (var wire in step.Next.Where(wire => taken.Contains(wire.Key)))
                live[wire.Value!]++;
        }

        return new Reference(unhandled, steps);
    }

    private static StepStatus Ends(StepDefinition step) =>
        PlayOf(step).Fails >= (step.Kind.Type == "call" ? step.Retry?.Attempts ?? 1 : 1) ? StepStatus.Failed : StepStatus.Succeeded;

    private static IReadOnlyList<string> Taken(StepDefinition step, StepStatus status) => status switch
    {
        StepStatus.Succeeded => PlayOf(step).Take,
        StepStatus.Failed => [Outcomes.Error],
        _ => [],
    };

    private static Play PlayOf(StepDefinition step) => step.Compiled switch
    {
        PlayCall call => call.Play,
        var other => (Play)other.GetType().GetProperty("Play")!.GetValue(other)!,
    };
}

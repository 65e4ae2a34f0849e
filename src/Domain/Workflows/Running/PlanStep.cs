using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>A step of a plan.</summary>
/// <param name="Key">Unique in the plan.</param>
/// <param name="Type">Its kind, e.g. <c>httpRequest</c>: which performer runs it.</param>
/// <param name="Effect">What the engine must guarantee around it.</param>
/// <param name="Step">What it does.</param>
/// <param name="Retry">When a failed attempt is repeated.</param>
/// <param name="Timeout">Of one attempt; null leaves it to the engine.</param>
/// <param name="Wires">Outcome and the key of the step that it leads to.</param>
/// <param name="Incoming">How many wires lead here.</param>
public sealed record PlanStep(
    string Key,
    string Type,
    EffectClass Effect,
    CompiledStep Step,
    RetryPolicy Retry,
    TimeSpan? Timeout,
    IReadOnlyList<KeyValuePair<string, string>> Wires,
    int Incoming)
{
    /// <summary>The names of the secrets that it uses.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The key of the step that takes its effect back if the execution fails, or null.</summary>
    public string? Undo { get; init; }

    public bool HasErrorWire => Wires.Any(wire => wire.Key == Outcomes.Error);
}

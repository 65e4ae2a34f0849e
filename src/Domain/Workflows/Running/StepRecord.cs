using System.Text.Json;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>What the history of an execution keeps of one change of a step. JSON is undefined where there is none.</summary>
/// <param name="Token">Which step, iteration and attempt.</param>
/// <param name="Type">The step's kind.</param>
/// <param name="Effect">The step's effect class.</param>
/// <param name="Status">Running (an intent), waiting, succeeded, failed or parked.</param>
/// <param name="Input">The prepared input of an effect or a wait.</param>
/// <param name="Output">What it left.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Elapsed">Of work in memory; the engine measures effects itself.</param>
public sealed record StepRecord(
    Token Token,
    string Type,
    EffectClass Effect,
    StepStatus Status,
    JsonElement Input = default,
    JsonElement Output = default,
    StepError? Error = null,
    TimeSpan Elapsed = default)
{
    public long Bytes => Expressions.Json.Size(Input) + Expressions.Json.Size(Output);
}

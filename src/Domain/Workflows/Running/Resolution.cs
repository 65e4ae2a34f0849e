using System.Text.Json;
using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Running;

/// <summary>
/// What a person has found out about a call whose outcome was unknown: <c>{"outcome":"succeeded","output"?}</c>,
/// <c>{"outcome":"failed","message"?}</c> or <c>{"outcome":"retry"}</c>.
/// </summary>
/// <param name="Result">Null: make another attempt, under the same idempotency key.</param>
public sealed record Resolution(StepResult? Result)
{
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Retry = "retry";

    /// <summary>What a step fails with of which a person says that it did not happen.</summary>
    public const string ResolvedAsFailed = "workflows.resolved_as_failed";

    public static Resolution Read(JsonElement json) => json.GetProperty("outcome").GetString() switch
    {
        Succeeded => new Resolution(StepResult.Succeed(json.TryGetProperty("output", out var output) ? output : Json.EmptyObject)),
        Failed => new Resolution(StepResult.Fail(
            ErrorClass.Client, ResolvedAsFailed, json.TryGetProperty("message", out var message) ? message.GetString()! : "A person found that the call had no effect.")),
        _ => new Resolution(Result: null),
    };
}

using System.Text.Json;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Running;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Application.Workflows.Trials;

/// <summary>
/// What steps answer in a test, by key: an output, <c>{"error":{"code"?,"message"?,"class"?}}</c>, or for a wait
/// <c>{"timeout":true}</c>.
/// </summary>
internal sealed class Pins(IReadOnlyDictionary<string, JsonElement> pins)
{
    public static Pins None { get; } = new(new Dictionary<string, JsonElement>());

    public static Result<Pins> Read(IReadOnlyDictionary<string, JsonElement>? given, WorkflowPlan plan)
    {
        if (given is null)
            return None;
        foreach (var (key, pin) in given)
        {
            if (Problem(key, plan.Steps.FirstOrDefault(step => step.Key == key), pin) is { } problem)
                return Error.Validation($"pins.{key}", problem);
        }

        return new Pins(given);
    }

    private static string? Problem(string key, PlanStep? step, JsonElement pin) => step?.Step switch
    {
        null => $"There is no step “{key}”.",
        PureStep or LoopStep => $"The step “{key}” runs in a test as it does otherwise: only one that calls, writes or waits has an answer.",
        _ => ForeignJson.Problem(pin),
    };

    public JsonElement? Of(Token token) => pins.TryGetValue(token.Step, out var pin) ? pin : null;

    public static bool IsTimeout(JsonElement? pin) =>
        pin is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty("timeout", out var over) && over.ValueKind == JsonValueKind.True;

    /// <summary>The error that the pin asks for; null when it is an output.</summary>
    public static StepResult.Failed? FailureOf(JsonElement? pin)
    {
        if (pin is not { ValueKind: JsonValueKind.Object } given || !given.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            return null;
        var known = Enum.TryParse<ErrorClass>(Text(error, "class"), ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : ErrorClass.Client;
        return new StepResult.Failed(new StepError(known, Text(error, "code") ?? "workflows.pinned", Text(error, "message") ?? "The test asks this step to fail."));
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

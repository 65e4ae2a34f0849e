using System.Text.Json;

namespace Financbase.Web.Pages.Workflows.Outline;

/// <summary>A definition as a list that reads from top to bottom: how it starts, then each step after the one that leads to it.</summary>
public sealed record WorkflowOutline(IReadOnlyList<OutlineTrigger> Triggers, IReadOnlyList<OutlineStep> Steps)
{
    private const int DeepestIndent = 4;

    /// <param name="definition">In the contract's canonical JSON.</param>
    public static WorkflowOutline Of(JsonElement definition) => new(
        [.. Items(definition, "triggers").Select(trigger => new OutlineTrigger(
            StepWords.Trigger(trigger.GetProperty("type").GetString()!), StepWords.Starts(trigger)))],
        Walk(definition));

    private static List<OutlineStep> Walk(JsonElement definition)
    {
        var steps = Items(definition, "steps").ToDictionary(step => step.GetProperty("key").GetString()!, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<OutlineStep> found = [];
        var entry = definition.TryGetProperty("entry", out var named) ? named.GetString() : steps.Keys.FirstOrDefault();
        var waiting = new Stack<(string Key, int Depth, string? On)>();
        foreach (var start in steps.Keys.Where(key => key != entry).Reverse().Select(key => (key, 0, (string?)"Not reached")))
        {
            waiting.Push(start);
        }

        if (entry is not null)
        {
            waiting.Push((entry, 0, null));
        }

        while (waiting.TryPop(out var next))
        {
            if (!steps.TryGetValue(next.Key, out var step) || !seen.Add(next.Key))
            {
                continue;
            }

            found.Add(Describe(step, next.Key, next.Depth, next.On, steps));
            List<(string Port, string Target)> wires = [.. Wires(step)];
            foreach (var (port, target) in Enumerable.Reverse(wires))
            {
                waiting.Push((target, Math.Min(next.Depth + (wires.Count > 1 ? 1 : 0), DeepestIndent), StepWords.Port(port)));
            }
        }

        return found;
    }

    private static OutlineStep Describe(
        JsonElement step, string key, int depth, string? on, Dictionary<string, JsonElement> steps)
    {
        var type = step.GetProperty("type").GetString()!;
        var look = StepWords.Step(type);
        var config = step.TryGetProperty("config", out var given) ? given : default;
        return new OutlineStep(
            key, TitleOf(step), look, StepWords.Does(type, config), depth, on,
            [.. Wires(step).Select(wire => new OutlineWire(
                StepWords.Port(wire.Port) ?? "then", steps.TryGetValue(wire.Target, out var target) ? TitleOf(target) : wire.Target))]);
    }

    private static string TitleOf(JsonElement step) =>
        step.TryGetProperty("name", out var name) && name.GetString() is { Length: > 0 } title ? title : step.GetProperty("key").GetString()!;

    private static IEnumerable<(string Port, string Target)> Wires(JsonElement step) =>
        step.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Object
            ? next.EnumerateObject().Where(wire => wire.Value.ValueKind == JsonValueKind.String).Select(wire => (wire.Name, wire.Value.GetString()!))
            : [];

    private static JsonElement[] Items(JsonElement definition, string member) =>
        definition.TryGetProperty(member, out var list) ? [.. list.EnumerateArray()] : [];
}

public sealed record OutlineTrigger(Look Look, string Starts);

/// <param name="Key">In the definition.</param>
/// <param name="Title">The step's name, else its key.</param>
/// <param name="Look">Of its kind.</param>
/// <param name="Does">What it does, in a line.</param>
/// <param name="Depth">How far to indent it, 0–4: one more for each fork before it.</param>
/// <param name="On">The outcome that leads to it, where there is a choice.</param>
/// <param name="Leads">Where it leads.</param>
public sealed record OutlineStep(
    string Key, string Title, Look Look, string Does, int Depth, string? On, IReadOnlyList<OutlineWire> Leads);

public sealed record OutlineWire(string Port, string Target);

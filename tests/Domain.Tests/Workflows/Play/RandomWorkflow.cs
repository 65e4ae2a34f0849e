using System.Text.Json.Nodes;

namespace Financbase.Domain.Tests.Workflows.Play;

/// <summary>
/// A random acyclic workflow in which everything is reachable: wires lead from earlier to later steps, and each step
/// but the first has at least one incoming wire.
/// </summary>
internal static class RandomWorkflow
{
    private static readonly string[] Kinds = ["pure", "call", "wait"];
    private static readonly string[] Ports = ["a", "b", "c", "error"];
    private static readonly string[] LoopPorts = ["default", "error"];

    /// <summary>The end of the key of a step that undoes another.</summary>
    public const string Undoes = "u";

    public static string Create(Random random) => new JsonObject
    {
        ["name"] = "Random",
        ["trigger"] = new JsonObject { ["type"] = "manual" },
        ["steps"] = new JsonArray([.. Steps(random, "s", depth: 0)]),
    }.ToJsonString();

    /// <summary>Steps that are reachable from the first; some are loops with steps of their own behind them.</summary>
    private static List<JsonObject> Steps(Random random, string prefix, int depth)
    {
        var count = random.Next(1, depth == 0 ? 12 : 5);
        var loops = Enumerable.Range(0, count).Select(_ => depth < 2 && random.Next(8) == 0).ToArray();
        var wires = Enumerable.Range(0, count).Select(_ => new JsonObject()).ToArray();
        for (var step = 1; step < count; step++)
        {
            for (var wire = random.Next(1, 4); wire > 0; wire--)
            {
                var free = Enumerable.Range(0, step).SelectMany(
                    from => (loops[from] ? LoopPorts : Ports).Where(port => !wires[from].ContainsKey(port)), (from, port) => (wires[from], port)).ToArray();
                if (free.Length == 0)
                    break;
                var (next, outcome) = free[random.Next(free.Length)];
                next[outcome] = $"{prefix}{step}";
            }
        }

        return
        [
            .. Enumerable.Range(0, count)
                .Where(step => step == 0 || wires.Any(next => next.Any(wire => wire.Value!.GetValue<string>() == $"{prefix}{step}")))
                .SelectMany(step => loops[step] ? Loop(random, $"{prefix}{step}", wires[step], depth) : Undoable(random, $"{prefix}{step}", wires[step])),
        ];
    }

    private static IEnumerable<JsonObject> Loop(Random random, string key, JsonObject next, int depth)
    {
        yield return new JsonObject
        {
            ["key"] = key,
            ["type"] = "forEach",
            ["config"] = new JsonObject
            {
                ["items"] = new JsonArray([.. Enumerable.Range(0, random.Next(0, 4)).Select(item => JsonValue.Create(item))]),
                ["body"] = $"{key}_0",
                ["concurrency"] = random.Next(1, 4),
                ["continueOnError"] = random.Next(2) == 0,
            },
            ["next"] = next,
        };
        foreach (var step in Steps(random, $"{key}_", depth + 1))
            yield return step;
    }

    private static IEnumerable<JsonObject> Undoable(Random random, string key, JsonObject next)
    {
        var step = Step(random, key, next, Kinds);
        yield return step;
        if (random.Next(3) > 0)
            yield break;
        step["undo"] = key + Undoes;
        var undo = Step(random, key + Undoes, [], ["pure", "call"]);
        undo["config"]!["fails"] = 0;
        yield return undo;
    }

    private static JsonObject Step(Random random, string key, JsonObject next, string[] kinds)
    {
        var kind = random.GetItems(kinds, 1)[0];
        var fails = random.Next(5) == 0 ? random.Next(1, 4) : 0;
        string[] take = [.. new[] { "a", "b", "c" }.Where(_ => random.Next(2) == 0)];
        var config = new JsonObject
        {
            ["ports"] = "a b c",
            ["take"] = take.Length == 0 ? null : string.Join(' ', take),
            ["fails"] = fails,
            ["need"] = random.Next(3) == 0 ? random.Next(1, 3) : 0,
        };
        if (kind == "call")
            config["asks"] = random.Next(2) == 0;
        return new JsonObject
        {
            ["key"] = key,
            ["type"] = kind,
            ["config"] = config,
            ["next"] = next,
            ["retry"] = kind == "call" ? new JsonObject { ["attempts"] = random.Next(1, 4) } : null,
        };
    }
}

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

    public static string Create(Random random)
    {
        var count = random.Next(1, 12);
        var wires = Enumerable.Range(0, count).Select(_ => new JsonObject()).ToArray();
        for (var step = 1; step < count; step++)
        {
            for (var wire = random.Next(1, 4); wire > 0; wire--)
            {
                var free = wires.Take(step).SelectMany(from => Ports.Where(port => !from.ContainsKey(port)), (from, port) => (from, port)).ToArray();
                var (next, outcome) = free[random.Next(free.Length)];
                next[outcome] = $"s{step}";
            }
        }

        return new JsonObject
        {
            ["name"] = "Random",
            ["trigger"] = new JsonObject { ["type"] = "manual" },
            ["steps"] = new JsonArray([.. wires.Select((next, step) => Step(random, step, next))]),
        }.ToJsonString();
    }

    private static JsonObject Step(Random random, int step, JsonObject next)
    {
        var kind = random.GetItems(Kinds, 1)[0];
        var fails = random.Next(5) == 0 ? random.Next(1, 4) : 0;
        string[] take = [.. new[] { "a", "b", "c" }.Where(_ => random.Next(2) == 0)];
        return new JsonObject
        {
            ["key"] = $"s{step}",
            ["type"] = kind,
            ["config"] = new JsonObject
            {
                ["ports"] = "a b c",
                ["take"] = take.Length == 0 ? null : string.Join(' ', take),
                ["fails"] = fails,
                ["need"] = random.Next(3) == 0 ? random.Next(1, 3) : 0,
            },
            ["next"] = next,
            ["retry"] = kind == "call" ? new JsonObject { ["attempts"] = random.Next(1, 4) } : null,
        };
    }
}

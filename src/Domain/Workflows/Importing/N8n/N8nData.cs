namespace Financbase.Domain.Workflows.Importing;

/// <summary>
/// Where the data are that n8n calls <c>$json</c>: each of its nodes hands its output on as the input of the next, while
/// here a step reads the outputs of the steps before it by their keys.
/// </summary>
internal sealed class N8nData(N8nFile file, IReadOnlyDictionary<string, string> keys)
{
    private static readonly string[] Passing =
        ["if", "switch", "noOp", "wait", "merge", "respondToWebhook", "filter", "limit", "splitOut"];

    private const int Deepest = 600;

    private readonly ILookup<string, string> _before = file.Wires.ToLookup(wire => wire.To, wire => wire.From, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlySet<string>> _bodies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _found = new(StringComparer.Ordinal);
    private int _depth;

    /// <summary>The list that a loop goes through.</summary>
    public string? List(string node)
    {
        var found = Before(node, []);
        return found == "trigger" ? "trigger.items" : found;
    }

    /// <summary>The nodes that run inside this loop.</summary>
    public IReadOnlySet<string> Body(string loop)
    {
        if (!_bodies.TryGetValue(loop, out var body))
            _bodies[loop] = body = N8nLoop.Body(file, loop);
        return body;
    }

    /// <summary>A member of what the node gets; null when that is not one thing.</summary>
    public string? Before(string node, IReadOnlyList<string> members)
    {
        var question = $"{node}\n{string.Join('\n', members)}";
        if (_found.TryGetValue(question, out var known))
            return known;
        if (_depth > Deepest || members.Count > Deepest)
            return null;
        // A way that leads back to itself brings nothing.
        _found[question] = null;
        _depth++;
        var isLoop = file.Nodes[node].IsLoop;
        var sources = _before[node].Where(source => !isLoop || !Body(node).Contains(source))
            .Select(source => file.Nodes[source].IsLoop && Body(source).Contains(node) ? N8nPath.Join("item", members) : Of(source, members))
            .Distinct(StringComparer.Ordinal).ToList();
        _depth--;
        return _found[question] = sources is [{ } one] ? one : null;
    }

    /// <summary>A member of what the node hands on.</summary>
    public string? Of(string name, IReadOnlyList<string> members)
    {
        if (!file.Nodes.TryGetValue(name, out var node))
            return null;
        if (node.IsStart)
            return N8nPath.Join("trigger", members);
        if (!keys.TryGetValue(name, out var key))
            return null;
        if (node.Kind == "splitOut" && node.Parameters.At("fieldToSplitOut").Text() is { Length: > 0 and < 100 } field)
            return Before(name, [.. field.Split('.'), .. members]);
        if (node.IsDisabled || Passing.Contains(node.Kind, StringComparer.Ordinal) || (node.Kind == "set" && !Sets(node, members)))
            return Before(name, members);
        return N8nPath.Join($"steps.{key}.output{(node.Kind == "httpRequest" ? ".body" : node.IsLoop ? ".results" : "")}", members);
    }

    // A node that sets values hands the others on, in older versions unless told otherwise.
    private static bool Sets(N8nNode node, IReadOnlyList<string> members) =>
        members.Count == 0 || N8nSet.NamesOf(node).Select(name => name.Split('.')[0]).Contains(members[0], StringComparer.Ordinal);
}

/// <summary>A loop over batches: what runs in it leads back to it.</summary>
internal static class N8nLoop
{
    /// <summary>The output behind which its body is; the other one is taken at its end.</summary>
    public static int BodyOutput(N8nNode loop) => loop.Version >= 3 ? 1 : 0;

    /// <summary>The nodes that its body reaches without passing the loop itself.</summary>
    public static IReadOnlySet<string> Body(N8nFile file, string loop)
    {
        var body = new HashSet<string>(StringComparer.Ordinal);
        var wires = file.Wires.ToLookup(wire => wire.From, StringComparer.Ordinal);
        var first = BodyOutput(file.Nodes[loop]);
        var open = new Stack<string>(wires[loop].Where(wire => wire.Output == first && wire.To != loop).Select(wire => wire.To));
        while (open.TryPop(out var node))
        {
            if (!body.Add(node))
                continue;
            foreach (var wire in wires[node].Where(wire => wire.To != loop))
                open.Push(wire.To);
        }

        return body;
    }
}

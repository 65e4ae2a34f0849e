namespace Financbase.Domain.Workflows.Definitions;

/// <summary>
/// The body of a loop and an undo step are worlds of their own: nothing but the step that runs them leads in, and
/// nothing leads out. An undo step is a single step.
/// </summary>
internal static class InnerCheck
{
    public static IEnumerable<DefinitionProblem> Of(WorkflowDefinition definition)
    {
        var index = Index(definition);
        foreach (var (owner, step) in definition.Steps.Index())
        {
            foreach (var (port, target) in step.Inner.Where(inner => index.ContainsKey(inner.Value)))
            {
                var region = Region(definition, index, index[target]);
                foreach (var problem in Problems(definition, index, (owner, port, index[target]), region))
                    yield return problem;
            }
        }
    }

    /// <summary>The steps that run inside some loop.</summary>
    public static HashSet<int> Bodies(WorkflowDefinition definition)
    {
        var index = Index(definition);
        return
        [
            .. definition.Steps
                .Where(step => step.Compiled is Steps.LoopStep)
                .SelectMany(step => step.Compiled.Inner.Values)
                .Where(index.ContainsKey)
                .SelectMany(body => Region(definition, index, index[body])),
        ];
    }

    private static Dictionary<string, int> Index(WorkflowDefinition definition) => definition.Steps.Index()
        .GroupBy(step => step.Item.Key, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First().Index, StringComparer.Ordinal);

    private static IEnumerable<DefinitionProblem> Problems(
        WorkflowDefinition definition, Dictionary<string, int> index, (int Owner, string Port, int First) inner, HashSet<int> region)
    {
        var (at, key, first) = (GraphCheck.InnerAt(inner.Owner, inner.Port), definition.Steps[inner.Owner].Key, definition.Steps[inner.First].Key);
        if (region.Contains(inner.Owner))
            yield break; // A cycle, which is reported as such.
        if (definition.EntryStep is { } entry && region.Contains(index[entry.Key]))
            yield return new DefinitionProblem(at, key, inner.Port, "not_closed", "The workflow cannot begin inside of this.");
        if (inner.Port == StepDefinition.UndoPort && (region.Count > 1 || definition.Steps[inner.First].Compiled is Steps.LoopStep or Steps.WaitingStep))
            yield return new DefinitionProblem(at, key, inner.Port, "undo_not_single", $"“{first}” undoes “{key}”: it must be a single step that does not wait, and lead nowhere.");
        foreach (var (from, step) in definition.Steps.Index().Where(step => !region.Contains(step.Index)))
        {
            var others = step.Wires.Select(wire => (wire.Key, wire.Value)).Concat(step.Inner.Where(own => (from, own.Key) != (inner.Owner, inner.Port)).Select(own => (own.Key, own.Value)));
            foreach (var (port, target) in others.Where(wire => index.TryGetValue(wire.Value, out var to) && region.Contains(to)))
                yield return new DefinitionProblem($"steps[{from}].next.{port}", step.Key, port, "not_closed", $"“{target}” belongs to what “{key}” runs; nothing else may lead to it.");
        }

        // Inside, the loop has no result yet.
        foreach (var inside in region)
        {
            foreach (var reference in definition.Steps[inside].References.Where(reference => reference.Path.StepKey == key && inner.Port != StepDefinition.UndoPort))
                yield return new DefinitionProblem(reference.At, definition.Steps[inside].Key, null, "reference_not_before", $"“{key}” has no result before all of its iterations have ended.");
        }
    }

    private static HashSet<int> Region(WorkflowDefinition definition, Dictionary<string, int> index, int first)
    {
        HashSet<int> region = [first];
        var open = new Stack<int>([first]);
        while (open.TryPop(out var at))
        {
            foreach (var (_, target) in definition.Steps[at].Wires.Concat(definition.Steps[at].Inner))
            {
                if (index.TryGetValue(target, out var to) && region.Add(to))
                    open.Push(to);
            }
        }

        return region;
    }
}

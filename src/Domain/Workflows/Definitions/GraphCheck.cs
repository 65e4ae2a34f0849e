using Financbase.Domain.Workflows.Steps;
using Financbase.Domain.Workflows.Triggers;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>
/// What publishing asks beyond well-formedness: a trigger, known events, wires that lead somewhere, no cycle,
/// everything reachable, loops and undo steps closed in themselves, and references only to steps that have run and to
/// members that can be there.
/// </summary>
public static class GraphCheck
{
    /// <summary>What stands against publishing, empty when nothing does; at most <see cref="ParsedDefinition.MostProblems"/>.</summary>
    public static IReadOnlyList<DefinitionProblem> Of(WorkflowDefinition definition, WorkflowLanguage language)
    {
        List<DefinitionProblem> problems =
        [
            .. Triggers(definition, language), .. Awaited(definition, language), .. Unmade(definition), .. Wires(definition), .. SecretCheck.Of(definition, language), .. ItemCheck.Of(definition),
            .. Rights(definition, language), .. FourEyes(definition),
        ];
        if (definition.Steps.Count == 0)
            problems.Add(new DefinitionProblem("steps", null, null, "required", "A workflow needs at least one step."));
        else if (definition.EntryStep is null)
            problems.Add(new DefinitionProblem("entry", null, null, "unknown_step", $"There is no step “{definition.Entry}” to begin with."));
        else
            problems.AddRange(Order(definition, new StepGraph(definition)).Concat(InnerCheck.Of(definition)).Concat(MemberCheck.Of(definition, language)).Take(ParsedDefinition.MostProblems));
        return [.. problems.Take(ParsedDefinition.MostProblems)];
    }

    private static IEnumerable<DefinitionProblem> Triggers(WorkflowDefinition definition, WorkflowLanguage language)
    {
        if (definition.Triggers.Count == 0)
            yield return new DefinitionProblem("triggers", null, null, "no_trigger", "A workflow needs at least one trigger.");
        foreach (var (index, trigger) in definition.Triggers.Index())
        {
            if (trigger.Compiled.EventName is { } name && !language.IsEvent(name))
                yield return new DefinitionProblem($"triggers[{index}].event", null, null, "unknown_event", $"There is no event “{name}”.");
            else if (trigger.Compiled.EventName is { } seen && language.LacksToSee(seen) is { } permission)
                yield return new DefinitionProblem($"triggers[{index}].event", null, null, "permission_missing", Unseen(seen, permission));
            if (trigger.Compiled.Secret is { } secret && !language.IsSecret(secret))
                yield return new DefinitionProblem($"triggers[{index}].verify.secret", null, null, "unknown_secret", $"There is no secret “{secret}”; add it in the settings.");
            foreach (var reference in trigger.References.Where(reference => reference.Path.Root is "event" or "answer"))
                yield return new DefinitionProblem(reference.At, null, null, "reference_unknown", "A trigger reads its event as “trigger”.");
            foreach (var reference in trigger.References.Where(reference => reference.Path.StepKey is not null))
                yield return new DefinitionProblem(reference.At, null, null, "reference_not_before", "No step has run when a trigger decides.");
        }
    }

    private static IEnumerable<DefinitionProblem> Awaited(WorkflowDefinition definition, WorkflowLanguage language)
    {
        foreach (var (index, step) in definition.Steps.Index())
        {
            if (step.Compiled is not WaitForEventStep { Event: var name })
                continue;
            if (!language.IsEvent(name))
                yield return new DefinitionProblem($"steps[{index}].config.event", step.Key, null, "unknown_event", $"There is no event “{name}”.");
            else if (language.LacksToSee(name) is { } permission)
                yield return new DefinitionProblem($"steps[{index}].config.event", step.Key, null, "permission_missing", Unseen(name, permission));
        }
    }

    private static string Unseen(string name, string permission) =>
        $"Who publishes this needs the permission “{permission}” for all that “{name}” may be about: a workflow sees no more than its publisher may.";

    private static IEnumerable<DefinitionProblem> Unmade(WorkflowDefinition definition) => definition.Steps.Index()
        .Where(step => step.Item.Compiled is PlaceholderStep)
        .Select(step => new DefinitionProblem(
            $"steps[{step.Index}]", step.Item.Key, null, "placeholder", $"“{step.Item.Key}” only keeps a place; put a step there."));

    private static IEnumerable<DefinitionProblem> Rights(WorkflowDefinition definition, WorkflowLanguage language) =>
        from step in definition.Steps.Index()
        from permission in step.Item.Compiled.Permissions
        where !language.Holds(permission)
        select new DefinitionProblem(
            $"steps[{step.Index}]", step.Item.Key, null, "permission_missing",
            $"Who publishes this step needs the permission “{permission}”: a workflow gets no more rights than its publisher has.");

    // Nobody is kept from deciding if nobody is known; and where everybody who may decide is kept from it, only the timeout ends the wait.
    private static IEnumerable<DefinitionProblem> FourEyes(WorkflowDefinition definition)
    {
        // Whoever knows a hook's address could start it there instead, and decide.
        var isKnown = definition.Steps.Any(step => step.Compiled is WaitForEventStep)
            || (definition.Triggers.Any(trigger => trigger.Compiled.KnowsPeople) && !definition.Triggers.Any(trigger => trigger.Compiled is WebhookTrigger));
        foreach (var (index, step) in definition.Steps.Index())
        {
            if (step.Compiled is not ApprovalStep { FourEyes: true } approval)
                continue;
            if (!isKnown && definition.Triggers.Count > 0)
                yield return new DefinitionProblem(
                    $"steps[{index}].config.fourEyes", step.Key, null, "nobody_known",
                    "A call or a time starts this workflow, and nobody is known who could be kept from deciding.");
            if (approval.Timeout is null)
                yield return new DefinitionProblem(
                    $"steps[{index}].config.timeout", step.Key, null, "required",
                    "Say how long to wait: if nobody else may decide, this would wait for ever.");
        }
    }

    private static IEnumerable<DefinitionProblem> Wires(WorkflowDefinition definition)
    {
        var keys = definition.Steps.Select(step => step.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, step) in definition.Steps.Index())
        {
            foreach (var (port, target) in step.Wires.Where(wire => !keys.Contains(wire.Value)))
                yield return new DefinitionProblem($"steps[{index}].next.{port}", step.Key, port, "unknown_step", $"There is no step “{target}”.");
            foreach (var (port, target) in step.Inner.Where(wire => !keys.Contains(wire.Value)))
                yield return new DefinitionProblem(InnerAt(index, port), step.Key, port, "unknown_step", $"There is no step “{target}”.");
            foreach (var (at, key) in step.OptionalReferences.Index().Where(optional => !keys.Contains(optional.Item)))
                yield return new DefinitionProblem($"steps[{index}].optionalReferences[{at}]", step.Key, null, "unknown_step", $"There is no step “{key}”.");
        }
    }

    internal static string InnerAt(int index, string port) =>
        port == StepDefinition.UndoPort ? $"steps[{index}].{port}" : $"steps[{index}].config.{port}";

    private static IEnumerable<DefinitionProblem> Order(WorkflowDefinition definition, StepGraph graph)
    {
        foreach (var (from, port) in graph.ClosingWires)
            yield return new DefinitionProblem($"steps[{from}].next.{port}", definition.Steps[from].Key, port, "cycle", "This wire leads back to where it came from; workflows run forward only.");
        foreach (var (index, step) in definition.Steps.Index())
        {
            if (!graph.IsReachable(index))
                yield return new DefinitionProblem($"steps[{index}]", step.Key, null, "unreachable", $"Nothing leads to the step “{step.Key}”.");
            else if (graph.ClosingWires.Count == 0)
                foreach (var problem in step.References.Select(reference => Reference(definition, graph, index, reference)).OfType<DefinitionProblem>())
                    yield return problem;
        }
    }

    private static DefinitionProblem? Reference(WorkflowDefinition definition, StepGraph graph, int index, StepReference reference)
    {
        var step = definition.Steps[index];
        if (reference.Path.Root == "event" && !(step.Compiled is WaitForEventStep && reference.At.EndsWith(".field", StringComparison.Ordinal)))
            return new DefinitionProblem(reference.At, step.Key, null, "reference_unknown", "Only the filter of a wait for an event can read “event”, as its field.");
        if (reference.Path.Root == "answer" && !(step.Compiled is HttpRequestStep && reference.IsWithin($"steps[{index}].config.verifyWhen") && reference.At.EndsWith(".field", StringComparison.Ordinal)))
            return new DefinitionProblem(reference.At, step.Key, null, "reference_unknown", "Only “verifyWhen” of a call can read “answer”, as its field.");
        if (reference.Path.StepKey is not { } key)
            return null;
        if (!graph.Has(key))
            return new DefinitionProblem(reference.At, step.Key, null, "unknown_step", $"There is no step “{key}” to refer to.");
        if (!graph.MayRunBefore(key, index))
            return new DefinitionProblem(reference.At, step.Key, null, "reference_not_before", $"“{key}” never runs before “{step.Key}”.");
        return graph.AlwaysRunsBefore(key, index) || reference.MayBeMissing || step.OptionalReferences.Contains(key)
            ? null
            : new DefinitionProblem(reference.At, step.Key, null, "reference_not_sure", $"“{key}” does not run on every way to “{step.Key}”; list it in optionalReferences if that is meant.");
    }
}

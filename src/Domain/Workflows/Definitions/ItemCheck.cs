namespace Financbase.Domain.Workflows.Definitions;

/// <summary><c>item.*</c> and <c>loop.*</c> mean something only where a list is gone through.</summary>
internal static class ItemCheck
{
    public static IEnumerable<DefinitionProblem> Of(WorkflowDefinition definition)
    {
        foreach (var reference in definition.Triggers.SelectMany(trigger => trigger.References).Where(reference => reference.IsItem))
            yield return new DefinitionProblem(reference.At, null, null, "item_not_allowed", $"A trigger goes through no list, so there is no “{reference.Path.Root}”.");
        var bodies = InnerCheck.Bodies(definition);
        foreach (var (index, step) in definition.Steps.Index().Where(step => !bodies.Contains(step.Index)))
        {
            foreach (var reference in step.References.Where(reference => reference.IsItem))
            {
                if (!step.Kind.ItemMembers.Any(member => reference.IsWithin($"steps[{index}].config.{member}")))
                    yield return new DefinitionProblem(reference.At, step.Key, null, "item_not_allowed", $"No list is gone through here, so there is no “{reference.Path.Root}”.");
            }
        }
    }
}

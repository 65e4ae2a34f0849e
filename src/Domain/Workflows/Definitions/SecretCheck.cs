namespace Financbase.Domain.Workflows.Definitions;

/// <summary>Secrets must exist, and are for what steps send to the outside: what other steps work out is recorded.</summary>
internal static class SecretCheck
{
    public static IEnumerable<DefinitionProblem> Of(WorkflowDefinition definition, WorkflowLanguage language)
    {
        foreach (var reference in definition.Triggers.SelectMany(trigger => trigger.References).Where(reference => reference.IsSecret))
            yield return new DefinitionProblem(reference.At, null, null, "secret_not_allowed", "A trigger cannot use a secret.");
        foreach (var (index, step) in definition.Steps.Index())
        {
            foreach (var reference in step.References.Where(reference => reference.IsSecret))
            {
                var name = reference.Path.Segments[1];
                if (!step.Kind.SecretMembers.Any(member => reference.IsWithin($"steps[{index}].config.{member}")))
                    yield return new DefinitionProblem(reference.At, step.Key, null, "secret_not_allowed", Refusal(step));
                else if (!language.IsSecret(name))
                    yield return new DefinitionProblem(reference.At, step.Key, null, "unknown_secret", $"There is no secret “{name}”; add it in the settings.");
            }
        }
    }

    private static string Refusal(StepDefinition step) => step.Kind.SecretMembers.Count == 0
        ? $"A step of the kind “{step.Kind.Type}” cannot use a secret: what it works out is recorded. Write the reference where the call is made."
        : $"A step of the kind “{step.Kind.Type}” uses a secret in {string.Join(", ", step.Kind.SecretMembers)} only.";
}

using Financbase.Domain.Workflows.Expressions;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>
/// A reference names a member that can be there: of what a step leaves, of its error, and of what starts the workflow, where that is known. What another program
/// answers, what a program works out and what a start brings that is made by hand are open.
/// </summary>
internal static class MemberCheck
{
    private static readonly ValueShape Failure = ValueShape.Having(("class", ValueShape.Plain), ("code", ValueShape.Plain), ("message", ValueShape.Plain));

    public static IEnumerable<DefinitionProblem> Of(WorkflowDefinition definition, WorkflowLanguage language)
    {
        foreach (var trigger in definition.Triggers)
        {
            var brings = trigger.Compiled.Brings(language.EventShape);
            foreach (var problem in trigger.References.Where(reference => reference.Path.Root == "trigger").Select(reference => Trigger(reference, null, brings)).OfType<DefinitionProblem>())
                yield return problem;
        }

        var outputs = definition.Steps.GroupBy(step => step.Key, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().Kind.OutputOf(same.First().Compiled, language.EventShape), StringComparer.Ordinal);
        var starts = definition.Triggers.Select(trigger => trigger.Compiled.Brings(language.EventShape)).ToList();
        foreach (var step in definition.Steps)
        {
            foreach (var problem in step.References.Select(Problem).OfType<DefinitionProblem>())
                yield return problem;

            DefinitionProblem? Problem(StepReference reference) => reference.Path switch
            {
                { StepKey: { } key } path when outputs.TryGetValue(key, out var output) =>
                    Unknown(reference, step, path.Segments[2] == "output" ? output : Failure, 3, $"what “{key}” leaves{(path.Segments[2] == "output" ? "" : " when it fails")}"),
                // A start by hand may bring more, which an “exists” asks for.
                { Root: "trigger" } when !reference.MayBeMissing => starts.Any(start => Trigger(reference, step, start) is null) ? null : starts.Select(start => Trigger(reference, step, start)).FirstOrDefault(),
                { Root: "event" } when step.Compiled is WaitForEventStep { Event: var name } => Unknown(reference, step, language.EventShape(name), 1, $"“{name}”"),
                _ => null,
            };
        }
    }

    private static DefinitionProblem? Trigger(StepReference reference, StepDefinition? step, ValueShape brings) =>
        reference.Path.Segments is [_, "$event", ..] ? null : Unknown(reference, step, brings, 1, "what starts this workflow");

    private static DefinitionProblem? Unknown(StepReference reference, StepDefinition? step, ValueShape shape, int from, string where) =>
        shape.Has(reference.Path.Segments.AsSpan()[from..], out var missing, out var within)
            ? null
            : new DefinitionProblem(
                reference.At, step?.Key, null, "unknown_member",
                $"“{reference.Path}”: there is no “{missing}” in {where}{(string.Join(", ", within) is { Length: > 0 } known ? $" (here: {known})" : "")}.");
}

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>One thing that is wrong with a definition, precise enough for a canvas to mark the place.</summary>
/// <param name="Path">JSON path into the definition, e.g. <c>steps[2].config.url</c>; empty for the whole.</param>
/// <param name="Step">The key of the step, when it concerns one.</param>
/// <param name="Port">The outcome of the step, when it concerns a wire.</param>
/// <param name="Code">Stable: <c>required</c>, <c>unknown_member</c>, <c>cycle</c>, ….</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record DefinitionProblem(string Path, string? Step, string? Port, string Code, string Message);

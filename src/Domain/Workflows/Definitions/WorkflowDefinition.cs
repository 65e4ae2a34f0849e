using System.Text.Json;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>
/// A workflow as its author wrote it: well-formed, every part compiled. Whether the whole makes sense as a graph is
/// told by <see cref="GraphCheck"/>.
/// </summary>
/// <param name="Name">1–120 characters.</param>
/// <param name="Description">Up to 2,000 characters, or null.</param>
/// <param name="Triggers">0–10; publishing needs one.</param>
/// <param name="Steps">0–500 with unique keys; publishing needs one.</param>
/// <param name="Entry">The key of the first step to run, or null for the first in the list.</param>
public sealed record WorkflowDefinition(
    string Name,
    string? Description,
    IReadOnlyList<TriggerDefinition> Triggers,
    IReadOnlyList<StepDefinition> Steps,
    string? Entry)
{
    /// <summary>How long an execution may take from its start to its end; null sets no bound.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many executions may be under way at once; null sets no bound.</summary>
    public ConcurrencyRule? Concurrency { get; init; }

    public StepDefinition? EntryStep => Entry is { } entry ? Find(entry) : Steps is [var first, ..] ? first : null;

    /// <summary>The permissions that its steps use; without some of them a step cannot do what it says.</summary>
    public IEnumerable<string> Permissions => Steps.SelectMany(step => step.Compiled.Permissions.Concat(step.Compiled.WiderWith)).Distinct(StringComparer.Ordinal);

    public StepDefinition? Find(string key) => Steps.FirstOrDefault(step => step.Key == key);

    /// <summary>
    /// Reads a definition in the contract's JSON. Never throws for what a person wrote: everything that is wrong comes
    /// back as problems.
    /// </summary>
    public static ParsedDefinition Parse(string json, WorkflowLanguage language) => DefinitionParser.Parse(json, language);

    /// <inheritdoc cref="Parse(string, WorkflowLanguage)"/>
    public static ParsedDefinition Parse(JsonElement json, WorkflowLanguage language) => DefinitionParser.Parse(json, language);

    /// <summary>The one canonical text: parsing it gives an equal definition, whose canonical text is the same.</summary>
    public string ToJson() => CanonicalJson.Write(this);
}

/// <param name="Definition">Null exactly when there are problems.</param>
/// <param name="Problems">What is malformed, in document order; at most <see cref="MostProblems"/>.</param>
public sealed record ParsedDefinition(WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems)
{
    /// <summary>Enough for a person, too few to make the answer larger than the question.</summary>
    public const int MostProblems = 200;
}

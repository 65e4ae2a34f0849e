using System.Text.Json;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>One step of a definition, as written and as compiled.</summary>
/// <param name="Key">Unique; other steps refer to it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">For people, or null.</param>
/// <param name="Config">As written.</param>
/// <param name="Next">Outcome → key of the step that follows, or null where the branch ends.</param>
/// <param name="Retry">Null: never tried again.</param>
/// <param name="Timeout">Of one attempt; null leaves it to the engine.</param>
/// <param name="OptionalReferences">Keys of steps that may not have run when this one reads them.</param>
/// <param name="Undo">The key of the step that takes its effect back if the execution fails later, or null.</param>
/// <param name="Compiled">Ready to run.</param>
/// <param name="References">What its configuration reads.</param>
public sealed record StepDefinition(
    string Key,
    StepKind Kind,
    string? Name,
    JsonElement Config,
    IReadOnlyList<KeyValuePair<string, string?>> Next,
    RetryPolicy? Retry,
    TimeSpan? Timeout,
    IReadOnlyList<string> OptionalReferences,
    string? Undo,
    CompiledStep Compiled,
    IReadOnlyList<StepReference> References)
{
    /// <summary>The names of the secrets that its configuration reads.</summary>
    public IReadOnlyList<string> Secrets => Kind.SecretMembers.Count == 0
        ? []
        : [.. References.Where(reference => reference.IsSecret).Select(reference => reference.Path.Segments[1]).Distinct(StringComparer.Ordinal)];

    /// <summary>Every wire to another step: those of <c>next</c> and those that the configuration names.</summary>
    public IEnumerable<KeyValuePair<string, string>> Wires => Next
        .Where(wire => wire.Value is not null)
        .Select(wire => KeyValuePair.Create(wire.Key, wire.Value!))
        .Concat(Compiled.Wires);

    /// <summary>What it runs besides: the body of a loop, its undo step. Tokens do not travel along these.</summary>
    public IEnumerable<KeyValuePair<string, string>> Inner => Undo is null
        ? Compiled.Inner
        : Compiled.Inner.Append(KeyValuePair.Create(UndoPort, Undo));

    internal const string UndoPort = "undo";
}

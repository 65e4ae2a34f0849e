namespace Financbase.Domain.Workflows.Importing;

/// <summary>What became of a file that was imported.</summary>
/// <param name="Imported">What was taken over, one for each node.</param>
/// <param name="Placeholders">What could not be, each with its reason.</param>
/// <param name="Warnings">What was taken over differently, or left out.</param>
/// <param name="Credentials">The secrets to add before it can be published; no value comes with a file.</param>
public sealed record ImportReport(
    IReadOnlyList<ImportedNode> Imported,
    IReadOnlyList<UnmappedNode> Placeholders,
    IReadOnlyList<ImportWarning> Warnings,
    IReadOnlyList<CredentialSlot> Credentials)
{
    public static ImportReport Of(IReadOnlyList<ImportedNode> imported) => new(imported, [], [], []);
}

/// <param name="Node">Its name there.</param>
/// <param name="Step">The key of the step that it became; null for a start.</param>
/// <param name="Type">The kind of step or trigger.</param>
public sealed record ImportedNode(string Node, string? Step, string Type);

/// <param name="Node">Its name there.</param>
/// <param name="Step">The key of the placeholder that keeps its place; null when it has none.</param>
/// <param name="Type">What kind of node it was.</param>
/// <param name="Reason">Why it was not taken over.</param>
public sealed record UnmappedNode(string Node, string? Step, string Type, string Reason);

/// <param name="Node">The node that it is about, or null.</param>
/// <param name="Message">One sentence.</param>
public sealed record ImportWarning(string? Node, string Message);

/// <param name="Name">What the credentials were called there.</param>
/// <param name="Type">What kind of credentials they were.</param>
/// <param name="Secret">The name of the secret that steps here refer to, or null when none does.</param>
/// <param name="Nodes">Who used them.</param>
public sealed record CredentialSlot(string Name, string Type, string? Secret, IReadOnlyList<string> Nodes);

/// <summary>What a file was made into: a definition that can be kept as a draft, or a reason why there is none.</summary>
/// <param name="Json">The definition; null exactly when it is refused.</param>
/// <param name="Report">What became of its parts.</param>
/// <param name="Refusal">Why it is refused.</param>
public sealed record ImportedFile(string? Json, ImportReport Report, ImportRefusal? Refusal)
{
    public static ImportedFile Refused(ImportRefusal refusal) => new(null, ImportReport.Of([]), refusal);
}

/// <param name="Code">Stable, such as <c>too_large</c>, <c>malformed</c>, <c>trailing_text</c>, <c>not_n8n</c>, <c>too_many</c> or <c>empty</c>.</param>
/// <param name="Message">One sentence.</param>
public sealed record ImportRefusal(string Code, string Message);

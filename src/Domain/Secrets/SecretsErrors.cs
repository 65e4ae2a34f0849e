using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Secrets;

public static class SecretsErrors
{
    public const string NameRule =
        "A name is a letter followed by up to 63 letters, digits, “-” or “_”, as workflows write it in {{ secrets.name }}.";

    // A shorter one could not be told from ordinary text, and so not be hidden, when the other side sends it back.
    public static string ValueRule { get; } =
        $"A secret has {OrganizationSecret.ShortestValue} to {OrganizationSecret.LongestValue:N0} characters, no line breaks, and no spaces around it.";

    public static string DescriptionRule { get; } =
        $"A description has at most {OrganizationSecret.LongestDescription} characters and no line breaks.";

    public static Error NameTaken { get; } = Error.Conflict(
        "secrets.name_taken", "There is already a secret with this name. Replace its value instead.");

    public static Error Changed { get; } = new(
        "secrets.changed", "Somebody else has changed this secret meanwhile; load it again and repeat your change.", ErrorKind.PreconditionFailed);

    public static Error InUse(IReadOnlyList<string> workflows, long others) => Error.Conflict(
        "secrets.in_use", $"Published workflows use this secret and would fail without it: {Named(workflows, others)}. Confirm that you want to delete it all the same.");

    /// <summary>The workflows that the reader may see by name, and how many others there are.</summary>
    public static string Named(IEnumerable<string> workflows, long others) => string.Join(", ", others == 0
        ? workflows
        : workflows.Append(others == 1 ? "1 that you may not see" : $"{others} that you may not see"));
}

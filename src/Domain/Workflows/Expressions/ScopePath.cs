using System.Collections.Immutable;
using Financbase.Domain.Secrets;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>
/// A reference such as <c>trigger.amount.value</c>, <c>trigger.$event.id</c>, <c>steps.fetch.output.items[0].id</c>,
/// <c>steps.fetch.output["odd name"]</c>, <c>organization.slug</c> or <c>now</c>; where a list is gone through, also
/// <c>item.amount</c>, <c>loop.index</c> (from 0) and <c>loop.count</c>.
/// </summary>
public sealed class ScopePath
{
    public const int MaxLength = 256;

    private static readonly string[] Roots = ["trigger", "steps", "item", "loop", "organization", "secrets", "event", "answer", "now"];

    private ScopePath(string text, ImmutableArray<string> segments) => (Text, Segments) = (text, segments);

    public string Text { get; }

    public ImmutableArray<string> Segments { get; }

    public string Root => Segments[0];

    /// <summary>The step whose result is read, or null when the path starts elsewhere.</summary>
    public string? StepKey => Root == "steps" ? Segments[1] : null;

    public static bool TryParse(string? text, out ScopePath path, out string problem)
    {
        path = null!;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            problem = $"A reference has 1 to {MaxLength} characters, such as “trigger.amount.value”.";
            return false;
        }

        if (!PathSyntax.TrySplit(text, out var segments))
        {
            problem = $"“{text}” is not a reference such as “trigger.amount.value” or “steps.fetch.output.items[0]”.";
            return false;
        }

        problem = Refusal(text, segments) ?? "";
        path = new ScopePath(text, segments);
        return problem.Length == 0;
    }

    public override string ToString() => Text;

    private static string? Refusal(string text, ImmutableArray<string> segments)
    {
        if (!Roots.Contains(segments[0], StringComparer.Ordinal))
            return $"“{text}” starts with none of {string.Join(", ", Roots)}.";
        if (segments[0] == "now" && segments.Length > 1)
            return "“now” has no members.";
        if (segments[0] == "secrets" && (segments.Length != 2 || !OrganizationSecret.IsName(segments[1])))
            return $"“{text}” should read “secrets.<name>”.";
        if (segments[0] == "loop" && segments is not [_, "index" or "count"])
            return $"“{text}” should read “loop.index” or “loop.count”.";
        return segments[0] == "steps" && (segments.Length < 3 || segments[2] is not ("output" or "error"))
            ? $"“{text}” should read “steps.<key>.output…” or “steps.<key>.error…”."
            : null;
    }
}

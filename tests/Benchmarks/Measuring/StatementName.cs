using System.Text.RegularExpressions;

namespace Financbase.Benchmarks.Measuring;

/// <summary>What a statement does to which tables: the first words of several are the same.</summary>
internal static partial class StatementName
{
    private const int MostParts = 4;
    private const int Longest = 60;

    /// <summary>Such as <c>insert workflow_dedupe, workflow_executions</c>; the beginning of one that names no table.</summary>
    public static string Of(string query)
    {
        var text = Space().Replace(query, " ").Trim();
        var changes = Named(Change(), text);
        var parts = changes.Count > 0 ? changes : Named(Read(), text);
        return parts.Count > 0 ? string.Join(", ", parts.Take(MostParts)) : text.Length <= Longest ? text : text[..Longest] + " …";
    }

    private static List<string> Named(Regex words, string text) =>
        [.. words.Matches(text).Select(match => $"{match.Groups["does"].Value.Split(' ')[0].ToLowerInvariant()} {match.Groups["table"].Value}").Distinct()];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"\b(?<does>INSERT INTO|UPDATE|DELETE FROM|LOCK TABLE|COPY) ""?(?<table>(?!SET\b|SKIP\b|OF\b)[a-z_]+)")]
    private static partial Regex Change();

    [GeneratedRegex(@"\b(?<does>FROM|JOIN) ""?(?<table>(workflow|event|organization|app|api|user|role|member|bank|journal|ledger|audit|worker|notification|approval|secret)[a-z_]*)")]
    private static partial Regex Read();
}

using System.Collections.Immutable;

namespace Financbase.Domain.Workflows.Expressions;

/// <summary>Cuts <c>a.b[0]["c d"]</c> into <c>a, b, 0, c d</c>.</summary>
internal static class PathSyntax
{
    private const int MaxSegments = 32;

    public static bool TrySplit(string text, out ImmutableArray<string> segments)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var at = 0;
        var complete = TryName(text, ref at, parts);
        while (complete && at < text.Length && parts.Count <= MaxSegments)
        {
            complete = text[at] switch
            {
                '.' when ++at < text.Length => TryName(text, ref at, parts),
                '[' => TryBracket(text, ref at, parts),
                _ => false,
            };
        }

        segments = parts.ToImmutable();
        return complete && parts.Count <= MaxSegments;
    }

    private static bool TryName(string text, ref int at, ImmutableArray<string>.Builder parts)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '$' or '-'))
            at++;
        parts.Add(text[start..at]);
        return at > start;
    }

    private static bool TryBracket(string text, ref int at, ImmutableArray<string>.Builder parts)
    {
        var end = text.IndexOf(']', at);
        if (end < 0)
            return false;
        var inner = text[(at + 1)..end];
        at = end + 1;
        var quoted = inner.Length > 2 && inner[0] is '"' or '\'' && inner[^1] == inner[0];
        parts.Add(quoted ? inner[1..^1] : inner);
        return quoted || (inner.Length is > 0 and < 6 && inner.All(char.IsAsciiDigit));
    }
}

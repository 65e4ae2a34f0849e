using System.Text;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>
/// Looks at a template's tags before the parser does: it descends one stack frame per level, so the number and length
/// of tags must be bounded first. It also spells <c>.$event</c> in the way that Liquid reads.
/// </summary>
internal static class TemplateTags
{
    private const int MaxTags = 500;
    private const int MaxTagLength = 1_000;

    public static bool TryPrepare(string text, out string prepared, out string problem)
    {
        var result = new StringBuilder(text.Length);
        var (at, tags) = (0, 0);
        while (Next(text, at) is { } tag)
        {
            if (++tags > MaxTags || tag.End - tag.Start > MaxTagLength)
            {
                prepared = "";
                problem = $"A template has at most {MaxTags} tags of at most {MaxTagLength:N0} characters.";
                return false;
            }

            result.Append(text, at, tag.Start - at);
            result.Append(text[tag.Start..tag.End].Replace(".$event", "[\"$event\"]", StringComparison.Ordinal));
            at = tag.End;
        }

        prepared = result.Append(text, at, text.Length - at).ToString();
        problem = "";
        return true;
    }

    private static (int Start, int End)? Next(string text, int from)
    {
        for (var start = text.IndexOf('{', from); start >= 0 && start + 1 < text.Length; start = text.IndexOf('{', start + 1))
        {
            if (text[start + 1] is '{' or '%')
            {
                var end = text.IndexOf(text[start + 1] == '{' ? "}}" : "%}", start, StringComparison.Ordinal);
                return (start, end < 0 ? text.Length : end + 2);
            }
        }

        return null;
    }
}

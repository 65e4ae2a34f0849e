using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Camt;

/// <summary>
/// Refuses a tag that no bank would write before the XML reader meets it: comparing a million attributes with each other
/// takes it half a minute.
/// </summary>
internal static class XmlTags
{
    private const int Longest = 8 * 1024;

    private static readonly (string Open, string Close)[] Skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];

    public static void RefuseEndless(ReadOnlySpan<char> text)
    {
        var rest = text;
        while (rest.IndexOf('<') is var start and >= 0)
        {
            rest = rest[start..];
            var length = Length(rest);
            if (length < 0)
            {
                throw new DomainException(StatementFileErrors.NotXml(1 + text[..^rest.Length].Count('\n')));
            }

            rest = rest[length..];
        }
    }

    // Minus one: there is no end in sight.
    private static int Length(ReadOnlySpan<char> markup)
    {
        foreach (var (open, close) in Skipped)
        {
            if (markup.StartsWith(open))
            {
                var end = markup[open.Length..].IndexOf(close);
                return end < 0 ? markup.Length : open.Length + end + close.Length;
            }
        }

        var quote = '\0';
        for (var i = 1; i < markup.Length; i++)
        {
            if (i > Longest)
            {
                return -1;
            }

            var c = markup[i];
            if (quote == '\0' && c == '>')
            {
                return i + 1;
            }

            quote = quote == c ? '\0' : quote == '\0' && c is ('"' or '\'') ? c : quote;
        }

        return markup.Length;
    }
}

using System.Globalization;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>Breaks a text into lines.</summary>
internal static class Lines
{
    /// <summary>At least one line. A word that does not fit alone is broken where it must be.</summary>
    /// <param name="text">One paragraph.</param>
    /// <param name="fits">Whether this much fits into a line.</param>
    public static IEnumerable<string> Wrap(string text, Func<string, bool> fits)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && fits($"{line} {word}"))
            {
                line = $"{line} {word}";
                continue;
            }

            if (line.Length > 0)
                yield return line;
            line = word;
            while (!fits(line) && StringInfo.GetNextTextElementLength(line) < line.Length)
            {
                var length = Longest(line, fits);
                yield return line[..length];
                line = line[length..];
            }
        }

        yield return line;
    }

    private static int Longest(string word, Func<string, bool> fits)
    {
        var length = StringInfo.GetNextTextElementLength(word);
        while (length < word.Length && length + StringInfo.GetNextTextElementLength(word, length) is var longer && longer < word.Length && fits(word[..longer]))
            length = longer;
        return length;
    }
}

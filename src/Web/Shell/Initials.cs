using System.Globalization;

namespace Financbase.Web.Shell;

/// <summary>Two letters that stand for a name where a picture would stand: “Harbor &amp; Pine” is HP.</summary>
public static class Initials
{
    public static string Of(string name)
    {
        string[] words = [.. name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsLetterOrDigit(word, 0))];
        return words switch
        {
            [] => "?",
            [var only] => Letters(only, 2),
            [var first, .., var last] => Letters(first, 1) + Letters(last, 1),
        };
    }

    private static string Letters(string word, int count) =>
        new StringInfo(word).SubstringByTextElements(0, Math.Min(count, new StringInfo(word).LengthInTextElements)).ToUpperInvariant();
}

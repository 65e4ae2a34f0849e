namespace Financbase.Domain.Access;

/// <summary>
/// Tells passwords that lists of leaked ones hold, or whose pattern any cracking rule makes from such a list. A
/// password is read as a chain of units (a common word in any spelling, a year, a run, a walk over the keyboard, or
/// else a single character); one with too few different units is guessable however long it is.
/// </summary>
internal static class GuessablePassword
{
    private const int FewestDifferentUnits = 5;
    private const int ShortestRun = 3;

    private static readonly string[] Walks =
        ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "1234567890", "1qaz2wsx3edc4rfv5tgb", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfv", "!@#$%^&*()"];

    public static bool Is(string password, IEnumerable<string> personalWords)
    {
        var text = password.ToLowerInvariant();
        string[] words = [.. CommonPasswordWords.All, .. personalWords.SelectMany(Parts)];
        var units = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            var length = LongestUnit(text, at, words, out var unit);
            units.Add(unit);
            at += length;
        }

        return units.Count < FewestDifferentUnits;
    }

    private static IEnumerable<string> Parts(string personal) => personal
        .ToLowerInvariant()
        .Split(['@', '.', ' ', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries)
        .Append(personal.ToLowerInvariant())
        .Where(part => part.Length >= ShortestRun);

    private static int LongestUnit(string text, int at, string[] words, out string unit)
    {
        var word = words.Where(word => SpelledAt(text, at, word)).MaxBy(word => word.Length) ?? "";
        var run = Math.Max(Math.Max(Repeated(text, at), Stepped(text, at)), Math.Max(Walked(text, at), Year(text, at)));
        unit = word.Length >= run && word.Length > 0 ? word : text.Substring(at, Math.Max(run, 1));
        return unit.Length;
    }

    private static bool SpelledAt(string text, int at, string word)
    {
        if (at + word.Length > text.Length)
            return false;

        for (var i = 0; i < word.Length; i++)
        {
            if (!Spells(text[at + i], word[i]))
                return false;
        }

        return true;
    }

    // The substitutions that every cracking rule set undoes.
    private static bool Spells(char written, char meant) => written == meant || meant switch
    {
        'a' => written is '4' or '@',
        'b' => written is '8',
        'e' => written is '3' or '€',
        'g' => written is '9' or '6',
        'i' => written is '1' or '!' or '|',
        'l' => written is '1' or '|',
        'o' => written is '0',
        's' => written is '5' or '$',
        't' => written is '7' or '+',
        'z' => written is '2',
        _ => false,
    };

    private static int Repeated(string text, int at) => RunLength(text, at, 0);

    private static int Stepped(string text, int at)
    {
        var longest = Math.Max(RunLength(text, at, 1), RunLength(text, at, -1));
        return longest >= ShortestRun ? longest : 0;
    }

    private static int RunLength(string text, int at, int step)
    {
        var end = at + 1;
        while (end < text.Length && text[end] - text[end - 1] == step)
            end++;
        return end - at;
    }

    private static int Walked(string text, int at)
    {
        var length = ShortestRun;
        while (at + length <= text.Length && IsWalk(text.AsSpan(at, length)))
            length++;
        return length > ShortestRun ? length - 1 : 0;
    }

    private static bool IsWalk(ReadOnlySpan<char> part)
    {
        Span<char> backwards = stackalloc char[part.Length];
        part.CopyTo(backwards);
        backwards.Reverse();
        foreach (var walk in Walks)
        {
            if (walk.AsSpan().IndexOf(part) >= 0 || walk.AsSpan().IndexOf(backwards) >= 0)
                return true;
        }

        return false;
    }

    private static int Year(string text, int at) =>
        at + 4 <= text.Length && int.TryParse(text.AsSpan(at, 4), out var year) && year is >= 1930 and <= 2059 ? 4 : 0;
}

using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>
/// In which order a line is read that has letters of both directions: the rules of Unicode’s annex 9, without those for explicit embeddings,
/// whose characters are left out before. In which direction a letter runs is told by its script.
/// </summary>
internal static class Bidi
{
    private const string Between = ".,:/\u00A0";
    private const string Signs = "+-−";
    private const string Beside = "%‰#°";
    private const string Opening = "([{";
    private const string Closing = ")]}";

    /// <summary>So many brackets within one another are looked at.</summary>
    private const int MostOpen = 63;

    private enum Kind
    {
        Neutral,
        Left,
        Right,

        /// <summary>Runs to the right as well, and the numbers after it do not take signs with them.</summary>
        Arabic,
        Number,
        ArabicNumber,
        Separator,
        Sign,
        Unit,
        Mark,
    }

    /// <summary>The level of each character: even ones run to the right, odd ones to the left, and higher ones lie within lower ones.</summary>
    public static byte[] LevelsOf(IReadOnlyList<Rune> text)
    {
        var kinds = text.Select(KindOf).ToArray();
        // Rules P2 and P3: the first letter decides about the line.
        var line = DirectionOf(kinds.FirstOrDefault(kind => kind is Kind.Left or Kind.Right or Kind.Arabic, Kind.Left));
        JoinMarks(kinds);
        FollowLetters(kinds, Kind.Arabic, Kind.Number, Kind.ArabicNumber, line);
        JoinNumbers(kinds);
        FollowLetters(kinds, Kind.Left, Kind.Number, Kind.Left, line);
        JoinBrackets(kinds, text, line);
        JoinSentences(kinds, line);
        return [.. kinds.Select(kind => LevelOf(kind, line))];
    }

    /// <summary>What stands from the left to the right.</summary>
    /// <param name="parts">Pieces of one level each, in the order in which they are read.</param>
    /// <param name="levelOf">The level of one.</param>
    public static IReadOnlyList<T> InPlace<T>(IEnumerable<T> parts, Func<T, byte> levelOf)
    {
        List<T> placed = [.. parts];
        for (var level = placed.Select(levelOf).DefaultIfEmpty().Max(); level > 0; level--)
        {
            for (var from = 0; from < placed.Count; from++)
            {
                var count = placed.Skip(from).TakeWhile(part => levelOf(part) >= level).Count();
                placed.Reverse(from, count);
                from += count;
            }
        }

        return placed;
    }

    private static Kind KindOf(Rune letter)
    {
        if (Rune.IsDigit(letter))
            return letter.Value is >= 0x660 and <= 0x669 ? Kind.ArabicNumber : Kind.Number;
        if (Rune.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return Kind.Mark;
        if (Rune.GetUnicodeCategory(letter) == UnicodeCategory.CurrencySymbol || Is(letter, Beside))
            return Kind.Unit;
        if (Is(letter, Between))
            return Kind.Separator;
        if (Is(letter, Signs))
            return Kind.Sign;
        if (!Rune.IsLetter(letter))
            return Kind.Neutral;
        var script = UnicodeFunctions.Default.GetScript((uint)letter.Value);
        if (script.HorizontalDirection != Direction.RightToLeft)
            return Kind.Left;
        return script.Equals(Script.Arabic) || script.Equals(Script.Syriac) || script.Equals(Script.Thaana) ? Kind.Arabic : Kind.Right;
    }

    private static bool Is(Rune letter, string any) => letter.IsBmp && any.Contains((char)letter.Value, StringComparison.Ordinal);

    // W1.
    private static void JoinMarks(Kind[] kinds)
    {
        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] == Kind.Mark)
                kinds[at] = at == 0 ? Kind.Neutral : kinds[at - 1];
        }
    }

    // W2 and W7: what a number is depends on the letter before it.
    private static void FollowLetters(Kind[] kinds, Kind letter, Kind number, Kind becomes, Kind line)
    {
        var last = line;
        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] is Kind.Left or Kind.Right or Kind.Arabic)
                last = kinds[at];
            else if (kinds[at] == number && last == letter)
                kinds[at] = becomes;
        }
    }

    // W4 to W6: what stands within a number or at it belongs to it.
    private static void JoinNumbers(Kind[] kinds)
    {
        for (var at = 1; at < kinds.Length - 1; at++)
        {
            var around = kinds[at - 1];
            if (around == kinds[at + 1] && ((around == Kind.Number && kinds[at] is Kind.Separator or Kind.Sign) || (around == Kind.ArabicNumber && kinds[at] == Kind.Separator)))
                kinds[at] = around;
        }

        for (var at = 1; at < kinds.Length; at++)
        {
            if (kinds[at] == Kind.Unit && kinds[at - 1] == Kind.Number)
                kinds[at] = Kind.Number;
        }

        for (var at = kinds.Length - 2; at >= 0; at--)
        {
            if (kinds[at] == Kind.Unit && kinds[at + 1] == Kind.Number)
                kinds[at] = Kind.Number;
        }

        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] is Kind.Separator or Kind.Sign or Kind.Unit)
                kinds[at] = Kind.Neutral;
        }
    }

    // N0: brackets run as the line does if something in them does, else as what is in them and before them.
    private static void JoinBrackets(Kind[] kinds, IReadOnlyList<Rune> text, Kind line)
    {
        foreach (var (open, close) in PairsOf(kinds, text).OrderBy(pair => pair.Open))
        {
            var inside = kinds[(open + 1)..close].Where(kind => kind != Kind.Neutral).Select(DirectionOf).ToHashSet();
            if (inside.Count == 0)
                continue;

            var before = kinds[..open].LastOrDefault(kind => kind != Kind.Neutral, line);
            kinds[open] = kinds[close] = inside.Contains(line) ? line : inside.Contains(DirectionOf(before)) ? DirectionOf(before) : line;
        }
    }

    private static List<(int Open, int Close)> PairsOf(Kind[] kinds, IReadOnlyList<Rune> text)
    {
        var (open, pairs) = (new List<int>(), new List<(int, int)>());
        for (var at = 0; at < kinds.Length && open.Count < MostOpen; at++)
        {
            if (Is(text[at], Opening))
                open.Add(at);
            else if (Is(text[at], Closing) && open.FindLastIndex(place => Opening.IndexOf((char)text[place].Value, StringComparison.Ordinal) == Closing.IndexOf((char)text[at].Value, StringComparison.Ordinal)) is var found && found >= 0)
            {
                pairs.Add((open[found], at));
                open.RemoveRange(found, open.Count - found);
            }
        }

        return pairs;
    }

    // N1 and N2: what stands between two of one direction goes with them, all else with the line.
    private static void JoinSentences(Kind[] kinds, Kind line)
    {
        var before = line;
        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] != Kind.Neutral)
            {
                before = DirectionOf(kinds[at]);
                continue;
            }

            var next = Array.FindIndex(kinds, at, kind => kind != Kind.Neutral);
            var after = next < 0 ? line : DirectionOf(kinds[next]);
            Array.Fill(kinds, before == after ? before : line, at, (next < 0 ? kinds.Length : next) - at);
        }
    }

    private static Kind DirectionOf(Kind kind) => kind == Kind.Left ? Kind.Left : Kind.Right;

    // I1 and I2.
    private static byte LevelOf(Kind kind, Kind line) => (kind, line) switch
    {
        (Kind.Left, Kind.Left) => 0,
        (Kind.Right or Kind.Arabic, _) => 1,
        _ => 2,
    };
}

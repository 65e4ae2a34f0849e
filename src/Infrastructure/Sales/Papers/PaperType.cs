using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>The fonts of documents, and how a line is set in them: each letter in the first font that has it, letters in the order of their direction.</summary>
internal sealed class PaperType
{
    private static readonly Rune Box = new('□');

    // What the first font lacks is taken from these, which have one weight.
    private static readonly FontFile[] Further =
    [
        new("NotoSansHans-Regular.otf"),
        new("NotoSansKR-Regular.otf"),
        .. new[] { "Devanagari", "Bengali", "Tamil", "Telugu", "Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Sinhala", "Thai", "Khmer", "Myanmar", "Ethiopic" }
            .Select(script => new FontFile($"NotoSans{script}_400Regular.ttf")),
    ];

    private readonly FontFile[] _fonts;

    private PaperType(string first) => _fonts = [new(first), .. Further];

    public static PaperType Plain { get; } = new("DejaVuSans.ttf");

    public static PaperType Strong { get; } = new("DejaVuSans-Bold.ttf");

    /// <summary>One line of it: composed where that is possible, without control characters, and a box for each character that no font has.</summary>
    public string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in Composed(text).EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
                printable.Append(' ');
            else if (!IsUnseen(rune) && _fonts.Any(font => font.Has(rune)))
                printable.Append(rune);
            else if (!BelongsToTheLast(rune))
                printable.Append(Box);
        }

        return printable.ToString();
    }

    /// <summary>From the left to the right.</summary>
    /// <param name="printable">One line.</param>
    public IReadOnlyList<ShapedText> Set(string printable)
    {
        Rune[] runes = [.. printable.EnumerateRunes()];
        return [.. Bidi.InPlace(PartsOf(runes, Bidi.LevelsOf(runes)), part => part.Level).Select(part => part.Font.Shape(part.Text, part.Script ?? Script.Common, part.Level % 2 == 1))];
    }

    /// <summary>In ems.</summary>
    public float WidthOf(string printable) => Set(printable).Sum(part => part.Width);

    private IEnumerable<Part> PartsOf(Rune[] runes, byte[] levels)
    {
        var (text, part) = (new StringBuilder(), default(Part));
        foreach (var (at, rune) in runes.Index())
        {
            var script = ScriptOf(rune);
            var font = part is not null && BelongsToTheLast(rune) && part.Font.Has(rune) ? part.Font : _fonts.FirstOrDefault(font => font.Has(rune)) ?? _fonts[0];
            if (part is null || part.Font != font || part.Level != levels[at] || (script is { } one && part.Script is { } other && !one.Equals(other)))
            {
                if (part is not null)
                    yield return part with { Text = text.ToString() };
                text.Clear();
                part = new Part("", font, null, levels[at]);
            }

            part = part with { Script = part.Script ?? script };
            text.Append(rune);
        }

        if (part is not null)
            yield return part with { Text = text.ToString() };
    }

    // Digits, spaces and marks are of every script.
    private static Script? ScriptOf(Rune rune)
    {
        var script = UnicodeFunctions.Default.GetScript((uint)rune.Value);
        return script.Equals(Script.Common) || script.Equals(Script.Inherited) ? null : script;
    }

    // Half of a pair is no text in Unicode’s sense and cannot be composed.
    private static string Composed(string text) => string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC);

    private static bool BelongsToTheLast(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    // Characters that turn the direction of what follows could make an amount be read backwards; those that join letters or keep them apart (ZWNJ, ZWJ) stay.
    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);

    private sealed record Part(string Text, FontFile Font, Script? Script, byte Level);
}

using System.Text;
using UglyToad.PdfPig.Writer;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>
/// A font within one document. An embedded font of the library holds 255 different characters; a document that needs more gets the
/// font several times, each time with other characters of it.
/// </summary>
internal sealed class PaperFont(PdfDocumentBuilder document, FontFile file)
{
    private const int MostInOne = 250;
    private const char Box = '□';

    private readonly Dictionary<char, int> _homes = [];
    private readonly List<PdfDocumentBuilder.AddedFont> _parts = [];

    /// <summary>One line of it: no control characters, composed where that is possible, and a box for each character that the font does not have.</summary>
    public string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in Composed(text).EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
                printable.Append(' ');
            else
                printable.Append(rune.IsBmp && file.Has((char)rune.Value) ? (char)rune.Value : Box);
        }

        return printable.ToString();
    }

    public double WidthOf(ReadOnlySpan<char> text, double size) => file.WidthOf(text, size);

    /// <summary>What is printable, in pieces that each need one part of the font.</summary>
    public IEnumerable<(PdfDocumentBuilder.AddedFont Font, string Text)> Pieces(string printable)
    {
        var start = 0;
        for (var at = 1; at <= printable.Length; at++)
        {
            if (at < printable.Length && HomeOf(printable[at]) == HomeOf(printable[start]))
                continue;

            yield return (_parts[HomeOf(printable[start])], printable[start..at]);
            start = at;
        }
    }

    // What is no text in Unicode's sense, such as half of a pair, cannot be composed.
    private static string Composed(string text)
    {
        var whole = string.Concat(text.EnumerateRunes());
        return whole.Normalize(NormalizationForm.FormC);
    }

    private int HomeOf(char letter)
    {
        if (_homes.TryGetValue(letter, out var home))
            return home;

        home = _homes.Count / MostInOne;
        if (home == _parts.Count)
            _parts.Add(document.AddTrueTypeFont(file.Content));
        return _homes[letter] = home;
    }
}

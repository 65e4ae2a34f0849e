using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>A font of the folder <c>fonts</c> beside the program. It is opened when it is first needed, and stays open for as long as the program runs.</summary>
internal sealed class FontFile(string name)
{
    // Ligatures that only please the eye would be found by nobody who searches the document.
    private static readonly Feature[] Plain = [new(Tag.Parse("liga"), 0), new(Tag.Parse("clig"), 0)];

    private readonly Lazy<Face> _face = new(() => Open(name));
    private Font? _font;
    private SKTypeface? _whole;
    private IReadOnlyDictionary<uint, uint>? _letters;

    private Font Font => LazyInitializer.EnsureInitialized(ref _font, () =>
    {
        var font = new Font(_face.Value);
        font.SetFunctionsOpenType();
        return font;
    })!;

    public bool Has(Rune letter) => Font.TryGetGlyph((uint)letter.Value, out var glyph) && glyph > 0;

    /// <summary>What is drawn for a text of one script and direction, from the left to the right.</summary>
    /// <returns>Places are measured in ems, from the left end and down from the foot.</returns>
    public ShapedText Shape(string text, Script script, bool isRightToLeft)
    {
        using var buffer = new Buffer { Script = script, Direction = isRightToLeft ? Direction.RightToLeft : Direction.LeftToRight };
        buffer.AddUtf16(text);
        Font.Shape(buffer, Plain);
        var (infos, positions) = (buffer.GlyphInfos, buffer.GlyphPositions);
        var (glyphs, places, width, em) = (new ushort[infos.Length], new SKPoint[infos.Length], 0f, (float)_face.Value.UnitsPerEm);
        for (var at = 0; at < infos.Length; at++)
        {
            glyphs[at] = (ushort)infos[at].Codepoint;
            places[at] = new(width + positions[at].XOffset / em, -positions[at].YOffset / em);
            width += positions[at].XAdvance / em;
        }

        return new(this, glyphs, places, width);
    }

    /// <summary>The font with these glyphs alone, under their numbers; null for one with outlines of PostScript’s kind, of which Skia takes but the glyphs that it draws.</summary>
    public SKTypeface? Cut(IEnumerable<ushort> glyphs) => FontCut.Of(_face.Value, glyphs, LettersOf);

    /// <summary>All of it.</summary>
    public SKTypeface Whole => LazyInitializer.EnsureInitialized(ref _whole, () => SKTypeface.FromFile(PathOf(name)))!;

    // By which letter a glyph is found again in the text of a document.
    private IReadOnlyDictionary<uint, uint> LettersOf() => LazyInitializer.EnsureInitialized(ref _letters, () =>
    {
        var letters = new Dictionary<uint, uint>();
        for (var code = 0x1FFFFu; code > 0; code--)
        {
            if (Font.TryGetGlyph(code, out var glyph))
                letters[glyph] = code;
        }

        return letters;
    })!;

    private static Face Open(string name)
    {
        using var content = Blob.FromFile(PathOf(name));
        var face = new Face(content, 0);
        return face.GlyphCount > 0 ? face : throw new InvalidDataException($"'{PathOf(name)}' is no font.");
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "fonts", name);
}

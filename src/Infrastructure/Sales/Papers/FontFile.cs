using UglyToad.PdfPig.Fonts.TrueType;
using UglyToad.PdfPig.Fonts.TrueType.Parser;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>A font of the folder <c>fonts</c> beside the program: which characters it has, and how wide they are.</summary>
internal sealed class FontFile
{
    private const float Missing = -1;

    private readonly float[] _widths = new float[char.MaxValue + 1];

    private FontFile(byte[] content)
    {
        Content = content;
        var font = TrueTypeFontParser.Parse(new TrueTypeDataBytes(content));
        var glyphs = font.TableRegister.CMapTable ?? throw new InvalidDataException("The font has no table of its characters.");
        for (var code = 0; code <= char.MaxValue; code++)
        {
            _widths[code] = glyphs.TryGetGlyphIndex(code, out var glyph) && glyph > 0 && font.TryGetAdvanceWidth(code, out var width)
                ? (float)(width / font.GetUnitsPerEm())
                : Missing;
        }
    }

    public byte[] Content { get; }

    public bool Has(char letter) => _widths[letter] >= 0;

    /// <summary>In points.</summary>
    public double WidthOf(ReadOnlySpan<char> text, double size)
    {
        var width = 0.0;
        foreach (var letter in text)
            width += Math.Max(_widths[letter], 0);
        return width * size;
    }

    public static FontFile Read(string name) => new(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fonts", name)));
}

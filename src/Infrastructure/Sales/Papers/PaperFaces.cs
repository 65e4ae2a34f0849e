using SkiaSharp;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>The fonts of one document, with the glyphs that it needs.</summary>
internal sealed class PaperFaces(IEnumerable<ShapedText> texts) : IDisposable
{
    private readonly Dictionary<FontFile, SKTypeface?> _cuts = texts.GroupBy(text => text.Font)
        .ToDictionary(of => of.Key, of => of.Key.Cut(of.SelectMany(text => text.Glyphs).Distinct()));

    public SKTypeface Of(FontFile font) => _cuts[font] ?? font.Whole;

    public void Dispose()
    {
        foreach (var cut in _cuts.Values)
            cut?.Dispose();
    }
}

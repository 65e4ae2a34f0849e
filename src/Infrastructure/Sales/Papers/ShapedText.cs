using SkiaSharp;

namespace Financbase.Infrastructure.Sales.Papers;

/// <param name="Font">What it is drawn with.</param>
/// <param name="Glyphs">Numbers of the font.</param>
/// <param name="Places">Of each, in ems.</param>
/// <param name="Width">In ems.</param>
internal sealed record ShapedText(FontFile Font, ushort[] Glyphs, SKPoint[] Places, float Width);

using SkiaSharp;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>What is drawn on a page, in points from the left and from the top.</summary>
internal abstract record Mark
{
    private static readonly SKPaint Ink = PaintOf(20);
    private static readonly SKPaint Grey = PaintOf(95);
    private static readonly SKPaint Black = PaintOf(0);
    private static readonly SKPaint Hair = PaintOf(205);

    public abstract void Draw(SKCanvas canvas, PaperFaces faces);

    private static SKPaint PaintOf(byte shade) => new() { Color = new(shade, shade, shade), StrokeWidth = 0.6f, IsAntialias = true };

    /// <param name="Text">Its foot is at the height.</param>
    /// <param name="Left">Where it begins.</param>
    /// <param name="At">How far down.</param>
    /// <param name="Size">Of an em.</param>
    /// <param name="IsGrey">What matters less.</param>
    public sealed record Letters(ShapedText Text, double Left, double At, double Size, bool IsGrey) : Mark
    {
        public override void Draw(SKCanvas canvas, PaperFaces faces)
        {
            if (Text.Glyphs.Length == 0)
                return;

            using var font = new SKFont(faces.Of(Text.Font), (float)Size) { Subpixel = true, Hinting = SKFontHinting.None };
            using var builder = new SKTextBlobBuilder();
            builder.AddPositionedRun(Text.Glyphs, font, [.. Text.Places.Select(place => new SKPoint(place.X * (float)Size, place.Y * (float)Size))]);
            using var blob = builder.Build();
            canvas.DrawText(blob, (float)Left, (float)At, IsGrey ? Grey : Ink);
        }
    }

    /// <param name="Left">Where it begins.</param>
    /// <param name="Right">Where it ends.</param>
    /// <param name="At">How far down.</param>
    public sealed record Line(double Left, double Right, double At) : Mark
    {
        public override void Draw(SKCanvas canvas, PaperFaces faces) => canvas.DrawLine((float)Left, (float)At, (float)Right, (float)At, Hair);
    }

    /// <param name="Left">Where it begins.</param>
    /// <param name="Top">Where it begins.</param>
    /// <param name="Width">Of it.</param>
    /// <param name="Height">Of it.</param>
    public sealed record Bar(double Left, double Top, double Width, double Height) : Mark
    {
        public override void Draw(SKCanvas canvas, PaperFaces faces) => canvas.DrawRect((float)Left, (float)Top, (float)Width, (float)Height, Black);
    }
}

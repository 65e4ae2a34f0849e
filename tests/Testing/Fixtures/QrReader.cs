using SkiaSharp;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Financbase.Testing.Fixtures;

/// <summary>Reads QR codes off pictures, as a camera would, without anything of the product.</summary>
public static class QrReader
{
    /// <summary>What the code says; null where none can be read.</summary>
    /// <param name="picture">A file of any format that is drawn here.</param>
    public static string? Read(byte[] picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        return Read(bitmap);
    }

    /// <summary>What the code says that these bars, dark on white, make up; null where none can be read.</summary>
    /// <param name="bars">Left, top, right and bottom, downwards, in any unit of which a square has at least a half.</param>
    public static string? Read(IReadOnlyCollection<SKRect> bars)
    {
        const int Scale = 8;
        const int Margin = 64;
        var (left, top) = (bars.Min(bar => bar.Left), bars.Min(bar => bar.Top));
        using var bitmap = new SKBitmap(Side(bars.Max(bar => bar.Right) - left), Side(bars.Max(bar => bar.Bottom) - top));
        using (var canvas = new SKCanvas(bitmap))
        using (var dark = new SKPaint { Color = SKColors.Black })
        {
            canvas.Clear(SKColors.White);
            canvas.Translate(Margin, Margin);
            canvas.Scale(Scale);
            canvas.Translate(-left, -top);
            foreach (var bar in bars)
                canvas.DrawRect(bar, dark);
        }

        return Read(bitmap);

        static int Side(float length) => (int)Math.Ceiling(length * Scale) + (2 * Margin);
    }

    private static string? Read(SKBitmap bitmap)
    {
        using var plain = bitmap.Copy(SKColorType.Bgra8888);
        var light = new RGBLuminanceSource(plain.Bytes, plain.Width, plain.Height, RGBLuminanceSource.BitmapFormat.BGRA32);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(light)))?.Text;
    }
}

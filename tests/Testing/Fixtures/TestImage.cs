using SkiaSharp;

namespace Financbase.Testing.Fixtures;

/// <summary>Pictures of one colour.</summary>
public static class TestImage
{
    public static byte[] Png(int width, int height)
    {
        using var picture = new SKBitmap(width, height);
        picture.Erase(SKColors.SteelBlue);
        using var encoded = picture.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }
}

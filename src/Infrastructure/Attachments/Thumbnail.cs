using SkiaSharp;

namespace Financbase.Infrastructure.Attachments;

/// <summary>A small picture of an image, as WebP, without what else cameras write into a file.</summary>
internal static class Thumbnail
{
    public const int Side = 240;

    // A small file can claim to be a picture that fills the memory.
    private const long MostPixels = 40_000_000;
    private const int Quality = 75;

    // Decoded, a picture takes four bytes a pixel: one at a time, whoever uploads.
    private static readonly Lock Turn = new();

    /// <summary>Null for what cannot be read as a picture, or is too large for one.</summary>
    public static byte[]? Of(ReadOnlyMemory<byte> content)
    {
        lock (Turn)
            return Make(content);
    }

    private static byte[]? Make(ReadOnlyMemory<byte> content)
    {
        using var data = SKData.CreateCopy(content.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels)
            return null;

        using var whole = SKBitmap.Decode(codec);
        if (whole is null)
            return null;

        var scale = Math.Min(1f, Side / (float)Math.Max(whole.Width, whole.Height));
        var size = new SKImageInfo(Math.Max(1, (int)(whole.Width * scale)), Math.Max(1, (int)(whole.Height * scale)));
        using var resized = whole.Resize(size, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var upright = resized is null ? null : Upright(resized, codec.EncodedOrigin);
        using var encoded = upright?.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded?.ToArray();
    }

    // Telephones note how they were held instead of turning the picture.
    private static SKBitmap Upright(SKBitmap picture, SKEncodedOrigin origin)
    {
        var degrees = origin switch
        {
            SKEncodedOrigin.BottomRight => 180,
            SKEncodedOrigin.RightTop => 90,
            SKEncodedOrigin.LeftBottom => 270,
            _ => 0,
        };
        var lies = degrees is 90 or 270;
        var turned = new SKBitmap(lies ? picture.Height : picture.Width, lies ? picture.Width : picture.Height);
        using var canvas = new SKCanvas(turned);
        canvas.Translate(turned.Width / 2f, turned.Height / 2f);
        canvas.RotateDegrees(degrees);
        canvas.DrawBitmap(picture, -picture.Width / 2f, -picture.Height / 2f, SKSamplingOptions.Default);
        return turned;
    }
}

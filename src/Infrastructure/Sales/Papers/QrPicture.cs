using QRCoder;

namespace Financbase.Infrastructure.Sales.Papers;

/// <summary>A QR code as a picture, with the margin that readers need around it.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 6;

    public static byte[] Of(string text)
    {
        using var code = CodeOf(text);
        using var picture = new PngByteQRCode(code);
        return picture.GetGraphic(PixelsPerModule);
    }

    /// <summary>Row by row which of its squares are dark: place, and how many beside each other.</summary>
    public static (int Size, IReadOnlyList<(int Row, int From, int Count)> Dark) Squares(string text)
    {
        using var code = CodeOf(text);
        var dark = new List<(int, int, int)>();
        foreach (var (place, row) in code.ModuleMatrix.Index())
        {
            for (var from = 0; from < row.Count; from++)
            {
                var count = 0;
                while (from + count < row.Count && row[from + count])
                    count++;
                if (count > 0)
                    dark.Add((place, from, count));
                from += count;
            }
        }

        return (code.ModuleMatrix.Count, dark);
    }

    // With error correction M, as EPC069-12 wants it, and in UTF-8.
    private static QRCodeData CodeOf(string text)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
    }
}

using System.Buffers;
using System.Text;

namespace Financbase.Domain.Attachments;

/// <summary>What a file is, told by its content: its name and what the sender says of it are only claims.</summary>
/// <param name="MediaType">Under which it is given back.</param>
/// <param name="IsImage">It can be shown small.</param>
/// <param name="Extensions">The endings that a name of it may have.</param>
public sealed record FileFormat(string MediaType, bool IsImage, params IReadOnlyList<string> Extensions)
{
    public static FileFormat Pdf { get; } = new("application/pdf", false, ".pdf");

    public static FileFormat Png { get; } = new("image/png", true, ".png");

    public static FileFormat Jpeg { get; } = new("image/jpeg", true, ".jpg", ".jpeg");

    public static FileFormat WebP { get; } = new("image/webp", true, ".webp");

    public static FileFormat Xml { get; } = new("application/xml", false, ".xml");

    /// <summary>UTF-8 without control characters.</summary>
    public static FileFormat Text { get; } = new("text/plain", false, ".txt", ".csv", ".md");

    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Select(value => (byte)value).Except("\t\n\r\f"u8.ToArray()), 127]);

    /// <summary>Null for what is none of them.</summary>
    public static FileFormat? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? Pdf
        : content.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n']) ? Png
        : content.StartsWith<byte>([0xff, 0xd8, 0xff]) ? Jpeg
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8) ? WebP
        : !IsText(content) ? null
        : WithoutMark(content).StartsWith("<?xml"u8) ? Xml
        : Text;

    public bool Names(string fileName) => Extensions.Any(ending => fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsText(ReadOnlySpan<byte> content) => !content.IsEmpty && !content.ContainsAny(Controls) && System.Text.Unicode.Utf8.IsValid(content);

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> content) => content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
}

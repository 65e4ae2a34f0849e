using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>Refuses what its first bytes show to be no text, by name, so that a person knows what they picked.</summary>
internal static class BinaryContent
{
    // Source: the "magic numbers" in each format's specification.
    private static readonly (byte[] Magic, string Name)[] Known =
    [
        ([.. "%PDF"u8], "a PDF document"),
        ([.. "PK\u0003\u0004"u8], "a ZIP archive or an Excel workbook"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel or Word document"),
        ([0x89, .. "PNG"u8], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([.. "GIF8"u8], "a GIF picture"),
        ([.. "MZ"u8], "a Windows program"),
        ([0x7F, .. "ELF"u8], "a Linux program"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([.. "Rar!"u8], "a RAR archive"),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7-Zip archive"),
    ];

    public static void Refuse(ReadOnlySpan<byte> bytes)
    {
        foreach (var (magic, name) in Known)
        {
            if (bytes.StartsWith(magic) && !(name.EndsWith("program", StringComparison.Ordinal) && LooksLikeText(bytes)))
            {
                throw new DomainException(StatementFileErrors.Unsupported(name));
            }
        }
    }

    // "MZ" may begin a heading; a program has zero bytes soon after.
    private static bool LooksLikeText(ReadOnlySpan<byte> bytes) => !bytes[..Math.Min(bytes.Length, 256)].Contains((byte)0);
}

using System.Security.Cryptography;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>An uploaded file. Only its content is trusted to say what it is; the name is for people.</summary>
public sealed record StatementFile(string Name, ReadOnlyMemory<byte> Content)
{
    public const int LargestMegabytes = 20;
    public const int LargestSize = LargestMegabytes * 1024 * 1024;

    private const int FirstRead = 64 * 1024;

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Content.Span));

    /// <summary>Reads no more than is allowed, so that a giant file is refused without being held.</summary>
    /// <exception cref="DomainException"><c>banking.file_too_large</c>, or what <paramref name="tooLarge"/> says instead.</exception>
    public static async Task<StatementFile> ReadAsync(string name, Stream source, CancellationToken ct, Error? tooLarge = null)
    {
        var content = new MemoryStream();
        var buffer = new byte[FirstRead];
        for (var read = await source.ReadAsync(buffer, ct); read > 0; read = await source.ReadAsync(buffer, ct))
        {
            if (content.Length + read > LargestSize)
            {
                throw new DomainException(tooLarge ?? StatementFileErrors.TooLarge(LargestMegabytes));
            }

            content.Write(buffer, 0, read);
        }

        return new StatementFile(PlainName(name), content.GetBuffer().AsMemory(0, (int)content.Length));
    }

    // Some browsers send the whole path, and nobody's screen gains from control characters.
    private static string PlainName(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var printable = string.Concat(last.Where(c => !char.IsControl(c))).Trim();
        return printable.Length switch
        {
            0 => "statement",
            > StatementImport.LongestFileName => printable[..StatementImport.LongestFileName],
            _ => printable,
        };
    }
}

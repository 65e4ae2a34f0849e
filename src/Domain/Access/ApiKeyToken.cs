using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Financbase.Domain.Access;

/// <summary>Which world a key was made for; visible in its prefix, so that people and leak scanners can tell.</summary>
public enum ApiKeyMode
{
    Live,
    Test,
}

/// <summary>
/// An API key as its holder sees it: <c>fb_live_</c> or <c>fb_test_</c>, a public id of 8, a secret of 32 and a
/// checksum of 6 characters, all base 62. The checksum is CRC-32 (ISO 3309) of everything before it, so a mistyped
/// key and random noise are refused without a query. The whole is shown once; only its hash is kept.
/// </summary>
public sealed class ApiKeyToken
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int PrefixLength = 8;
    private const int PublicIdLength = 8;
    private const int SecretLength = 32;
    private const int ChecksumLength = 6;
    private const int Length = PrefixLength + PublicIdLength + SecretLength + ChecksumLength;

    private static readonly SearchValues<char> Digits = SearchValues.Create(Alphabet);

    private readonly string _text;

    private ApiKeyToken(string text) => _text = text;

    public ApiKeyMode Mode => _text.StartsWith(Prefix(ApiKeyMode.Live), StringComparison.Ordinal) ? ApiKeyMode.Live : ApiKeyMode.Test;

    /// <summary>Finds the key's row; not a secret.</summary>
    public string PublicId => _text.Substring(PrefixLength, PublicIdLength);

    public static ApiKeyToken Generate(ApiKeyMode mode)
    {
        var body = Prefix(mode) + RandomNumberGenerator.GetString(Alphabet, PublicIdLength + SecretLength);
        return new ApiKeyToken(body + Checksum(body));
    }

    /// <summary>True for a well-formed key with a right checksum; says nothing about whether it was ever issued.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKeyToken? token)
    {
        var wellFormed = text is { Length: Length }
            && (text.StartsWith(Prefix(ApiKeyMode.Live), StringComparison.Ordinal) || text.StartsWith(Prefix(ApiKeyMode.Test), StringComparison.Ordinal))
            && !text.AsSpan(PrefixLength).ContainsAnyExcept(Digits)
            && text.EndsWith(Checksum(text[..^ChecksumLength]), StringComparison.Ordinal);

        token = wellFormed ? new ApiKeyToken(text!) : null;
        return wellFormed;
    }

    /// <summary>The full key. For its one showing and for hashing; never for a log.</summary>
    public string Reveal() => _text;

    /// <summary>The form for logs and lists: prefix and public id only.</summary>
    public override string ToString() => $"{_text[..(PrefixLength + PublicIdLength)]}…";

    private static string Prefix(ApiKeyMode mode) => mode switch
    {
        ApiKeyMode.Live => "fb_live_",
        ApiKeyMode.Test => "fb_test_",
    };

    private static string Checksum(string text)
    {
        var crc = ~0u;
        foreach (var octet in Encoding.ASCII.GetBytes(text))
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return string.Create(ChecksumLength, ~crc, static (digits, rest) =>
        {
            for (var at = digits.Length - 1; at >= 0; at--, rest /= 62)
                digits[at] = Alphabet[(int)(rest % 62)];
        });
    }
}

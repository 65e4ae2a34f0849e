using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using UtfUnknown;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>A file's text and the encoding that it was found to be in.</summary>
internal sealed partial record StatementText(string Value, string Encoding)
{
    private const float Convincing = 0.8f;
    private const int Sample = 64 * 1024;
    private const int Header = 1024;

    /// <summary>
    /// In this order: what a person says, a byte order mark, UTF-16 by its zero bytes, UTF-8 if it is valid (no other
    /// encoding is by chance), what an OFX or XML header declares, a statistical guess, and windows-1252, which banks use
    /// most. A declaration comes late because banks often declare one encoding and write another.
    /// </summary>
    public static StatementText Decode(ReadOnlySpan<byte> bytes, string? said)
    {
        var encoding = (said is null ? null : Named(said) ?? throw new DomainException(StatementFileErrors.UnknownEncoding(said)))
            ?? Marked(bytes) ?? Wide(bytes) ?? Utf8(bytes) ?? Declared(bytes) ?? Guessed(bytes) ?? Windows1252();
        var text = encoding.GetString(bytes).TrimStart('\uFEFF');
        return text.Contains('\0')
            ? throw new DomainException(StatementFileErrors.Binary)
            : new StatementText(text, encoding.WebName);
    }

    private static Encoding? Named(string name)
    {
        try
        {
            return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                ? CodePagesEncodingProvider.Instance.GetEncoding(page)
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => System.Text.Encoding.UTF8,
        [0xFF, 0xFE, 0, 0, ..] => System.Text.Encoding.UTF32,
        [0xFF, 0xFE, ..] => System.Text.Encoding.Unicode,
        [0xFE, 0xFF, ..] => System.Text.Encoding.BigEndianUnicode,
        _ => null,
    };

    // Text in a Latin script has a zero in every other byte of UTF-16.
    private static UnicodeEncoding? Wide(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, Sample)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
            {
                (even, odd) = i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
            }
        }

        var most = sample.Length / 4;
        return (even > most, odd > most) switch
        {
            (true, false) => new UnicodeEncoding(bigEndian: true, byteOrderMark: false),
            (false, true) => new UnicodeEncoding(bigEndian: false, byteOrderMark: false),
            _ => null,
        };
    }

    private static Encoding? Utf8(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? System.Text.Encoding.UTF8 : null;

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var header = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Header)]);
        var name = Declaration().Match(header) is { Success: true } match ? match.Groups["name"].Value : null;
        return name is null or "8859-1" or "ISO-8859-1" or "iso-8859-1" ? null : Named(name);
    }

    private static Encoding? Guessed(ReadOnlySpan<byte> bytes)
    {
        var best = CharsetDetector.DetectFromBytes(bytes.ToArray()).Detected;
        return best is { Encoding: { } encoding, Confidence: >= Convincing } && encoding.WebName != "iso-8859-1" ? encoding : null;
    }

    // What calls itself Latin-1 is in practice windows-1252, its superset with the euro sign (as in the WHATWG standard).
    private static Encoding Windows1252() => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [GeneratedRegex("""^CHARSET:\s*(?<name>[\w-]+)|^<\?xml[^>]*encoding=["'](?<name>[\w-]+)""", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}

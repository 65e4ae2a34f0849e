using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using UtfUnknown;

namespace Financbase.Infrastructure.Banking.Statements;

/// <summary>
/// A file's text, decoded whenever it is read and never held, and the encoding that it was found to be in.
/// </summary>
internal sealed partial class StatementText
{
    private const float Convincing = 0.8f;
    private const int Sample = 64 * 1024;
    private const int Header = 1024;
    private const int BlockSize = 16 * 1024;

    private readonly ReadOnlyMemory<byte> _content;
    private readonly Encoding _encoding;

    private StatementText(ReadOnlyMemory<byte> content, Encoding encoding) => (_content, _encoding) = (content, encoding);

    public string Encoding => _encoding.WebName;

    /// <summary>Whether the last line is a whole one.</summary>
    public bool EndsWithLineEnd { get; private set; }

    /// <summary>
    /// In this order: what a person says, a byte order mark, UTF-16 by its zero bytes, UTF-8 if it is valid (no other
    /// encoding is by chance), what an OFX or XML header declares, a statistical guess, and windows-1252, which banks use
    /// most. A declaration comes late because banks often declare one encoding and write another.
    /// </summary>
    public static StatementText Decode(ReadOnlyMemory<byte> content, string? said)
    {
        var bytes = content.Span;
        var encoding = (said is null ? null : Named(said) ?? throw new DomainException(StatementFileErrors.UnknownEncoding(said)))
            ?? Marked(bytes) ?? Wide(bytes) ?? Utf8(bytes) ?? Declared(bytes) ?? Guessed(bytes) ?? Windows1252();
        var text = new StatementText(content, encoding);
        text.LookThrough();
        return text;
    }

    /// <summary>The text from its first character on, without a byte order mark.</summary>
    public TextReader Open()
    {
        var reader = new StreamReader(new ContentStream(_content), _encoding, detectEncodingFromByteOrderMarks: false, BlockSize);
        while (reader.Peek() == '\uFEFF')
        {
            reader.Read();
        }

        return reader;
    }

    /// <summary>The same from the first character on that is no space.</summary>
    public TextReader OpenTrimmed()
    {
        var reader = Open();
        while (reader.Peek() is >= 0 and var next && char.IsWhiteSpace((char)next))
        {
            reader.Read();
        }

        return reader;
    }

    /// <summary>At most so many of its first characters, from the first on that is no space.</summary>
    public string Beginning(int most)
    {
        using var reader = OpenTrimmed();
        var beginning = new char[most];
        return new string(beginning, 0, reader.ReadBlock(beginning));
    }

    public bool Contains(string words)
    {
        using var reader = Open();
        var block = new char[BlockSize];
        var kept = 0;
        for (var read = reader.Read(block); read > 0; read = reader.Read(block, kept, block.Length - kept))
        {
            var filled = block.AsSpan(0, kept + read);
            if (((ReadOnlySpan<char>)filled).Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            kept = Math.Min(filled.Length, words.Length - 1);
            filled[^kept..].CopyTo(block);
        }

        return false;
    }

    /// <summary>Whether these words, without a space among them, are the last that stand in it.</summary>
    public bool EndsWith(string words)
    {
        using var reader = Open();
        var tail = new Queue<char>();
        var gap = false;
        for (var next = reader.Read(); next >= 0; next = reader.Read())
        {
            if (char.IsWhiteSpace((char)next))
            {
                gap = true;
                continue;
            }

            if (gap)
            {
                tail.Clear();
                gap = false;
            }

            tail.Enqueue((char)next);
            if (tail.Count > words.Length)
            {
                tail.Dequeue();
            }
        }

        return tail.SequenceEqual(words);
    }

    private void LookThrough()
    {
        using var reader = Open();
        var block = new char[BlockSize];
        for (var read = reader.Read(block); read > 0; read = reader.Read(block))
        {
            if (block.AsSpan(0, read).Contains('\0'))
            {
                throw new DomainException(StatementFileErrors.Binary);
            }

            EndsWithLineEnd = block[read - 1] is '\n' or '\r';
        }
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
        var best = CharsetDetector.DetectFromBytes(bytes).Detected;
        return best is { Encoding: { } encoding, Confidence: >= Convincing } && encoding.WebName != "iso-8859-1" ? encoding : null;
    }

    // What calls itself Latin-1 is in practice windows-1252, its superset with the euro sign (as in the WHATWG standard).
    private static Encoding Windows1252() => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [GeneratedRegex("""^CHARSET:\s*(?<name>[\w-]+)|^<\?xml[^>]*encoding=["'](?<name>[\w-]+)""", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}

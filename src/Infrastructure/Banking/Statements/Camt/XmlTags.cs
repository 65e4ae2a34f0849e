using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Camt;

/// <summary>
/// Refuses a tag that no bank would write before the XML reader meets it: comparing a million attributes with each other
/// takes it half a minute.
/// </summary>
internal sealed class XmlTags
{
    private const int Longest = 8 * 1024;
    private const int BlockSize = 16 * 1024;

    private static readonly (string Open, string Close)[] Skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];

    private static readonly int LongestOpen = Skipped.Max(skipped => skipped.Open.Length);

    private readonly char[] _tag = new char[Longest + 1];
    private int _length;
    private char _quote;
    private string? _close;
    private int _closed;
    private int _line = 1;
    private int _tagLine;

    public static void RefuseEndless(StatementText text)
    {
        using var reader = text.Open();
        var tags = new XmlTags();
        var block = new char[BlockSize];
        for (var read = reader.Read(block); read > 0; read = reader.Read(block))
        {
            tags.Take(block.AsSpan(0, read));
        }
    }

    private void Take(ReadOnlySpan<char> block)
    {
        for (var i = 0; i < block.Length; i++)
        {
            if (_length == 0 && _close is null)
            {
                // Between two tags.
                var next = block[i..].IndexOf('<');
                var skipped = next < 0 ? block[i..] : block.Slice(i, next);
                _line += skipped.Count('\n');
                i += skipped.Length;
                if (next < 0)
                {
                    return;
                }

                _tagLine = _line;
            }

            Take(block[i]);
            _line += block[i] == '\n' ? 1 : 0;
        }
    }

    private void Take(char c)
    {
        if (_close is not null)
        {
            Skip(c);
            return;
        }

        if (_length > Longest)
        {
            throw new DomainException(StatementFileErrors.NotXml(_tagLine));
        }

        _tag[_length++] = c;
        foreach (var (open, close) in _length <= LongestOpen ? Skipped : [])
        {
            if (_length == open.Length && _tag.AsSpan(0, _length).SequenceEqual(open))
            {
                (_length, _quote, _close, _closed) = (0, '\0', close, 0);
                return;
            }
        }

        if (_quote == '\0' && c == '>')
        {
            _length = 0;
            return;
        }

        _quote = _quote == c ? '\0' : _quote == '\0' && c is ('"' or '\'') ? c : _quote;
    }

    // Each close ends with a sign that stands nowhere else in it; "--->" and "]]]>" end as well.
    private void Skip(char c)
    {
        if (c == _close![_closed])
        {
            _closed++;
        }
        else
        {
            _closed = c == _close[0] ? Math.Max(1, _closed) : 0;
        }

        if (_closed == _close.Length)
        {
            _close = null;
        }
    }
}

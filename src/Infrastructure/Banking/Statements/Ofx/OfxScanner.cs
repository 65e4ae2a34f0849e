using System.Net;
using System.Text;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

internal readonly record struct OfxTag(string Name, int Line, bool IsClosing, bool IsEmpty);

/// <summary>Cuts an OFX text into tags and the text after them.</summary>
internal sealed class OfxScanner(TextReader reader) : IDisposable
{
    private const int LongestName = 40;
    private const int LongestAttributes = 500;
    private const string CDataOpen = "<![CDATA[";
    private const string CDataClose = "]]>";

    private readonly SlidingText _text = new(reader);
    private int _line = 1;

    /// <summary>The next tag, skipping whatever stands before it; null at the end.</summary>
    public OfxTag? Next()
    {
        while (SkipToTag())
        {
            if (Markup("<!--", "-->") || Markup("<?", "?>") || Markup(CDataOpen, CDataClose))
            {
                continue;
            }

            if (_text.StartsWith("<!"))
            {
                throw new DomainException(StatementFileErrors.DocumentType);
            }

            if (ReadTag() is { } tag)
            {
                return tag;
            }

            Skip(1);
        }

        return null;
    }

    /// <summary>The text up to the next tag. A <c>&lt;</c> that begins no tag is text, since banks forget to escape it.</summary>
    public string ReadText()
    {
        var read = new StringBuilder();
        while (_text[0] is not null)
        {
            var length = _text.Find("<", 0);
            read.Append(WebUtility.HtmlDecode(Take(length)));
            if (_text.StartsWith(CDataOpen))
            {
                var close = _text.Find(CDataClose, CDataOpen.Length);
                Skip(CDataOpen.Length);
                read.Append(Take(close - CDataOpen.Length));
                Skip(_text.Next(CDataClose.Length).Length);
            }
            else if (_text[0] is { } next && !_text.StartsWith("<!") && !_text.StartsWith("<?") && PeekTag() is null)
            {
                read.Append(next);
                Skip(1);
            }
            else
            {
                break;
            }
        }

        return read.ToString();
    }

    public void Dispose() => _text.Dispose();

    private OfxTag? ReadTag()
    {
        if (PeekTag() is not { } found)
        {
            return null;
        }

        Skip(found.End);
        return found.Tag;
    }

    private (OfxTag Tag, int End)? PeekTag()
    {
        var start = 1;
        var closing = _text[start] == '/';
        start += closing ? 1 : 0;

        var end = start;
        while (end - start <= LongestName && _text[end] is { } c && (char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            end++;
        }

        if (end == start)
        {
            return null;
        }

        var name = _text.Next(end - start, start).ToString().ToUpperInvariant();
        end = SkipAttributes(end);
        var empty = _text[end] == '/';
        end += empty ? 1 : 0;
        return _text[end] == '>' ? (new OfxTag(name, _line, closing, empty), end + 1) : null;
    }

    // OFX has no attributes, but some writers declare namespaces.
    private int SkipAttributes(int position)
    {
        var end = position;
        while (_text[end] is { } space && char.IsWhiteSpace(space))
        {
            end++;
        }

        if (end == position || _text[end] is null or '>' or '/')
        {
            return end;
        }

        var rest = _text.Next(LongestAttributes, end);
        var close = rest.IndexOfAny('<', '>');
        return close > 0 && rest[close] == '>' && rest[..close].Contains('=') ? end + close : end;
    }

    private bool Markup(string open, string close)
    {
        if (!_text.StartsWith(open))
        {
            return false;
        }

        Skip(_text.Find(close, open.Length));
        Skip(_text.Next(close.Length).Length);
        return true;
    }

    private bool SkipToTag()
    {
        Skip(_text.Find("<", 0));
        return _text[0] is not null;
    }

    private string Take(int length)
    {
        var taken = _text.Next(length).ToString();
        Skip(length);
        return taken;
    }

    private void Skip(int length)
    {
        _line += _text.Next(length).Count('\n');
        _text.Advance(length);
    }
}

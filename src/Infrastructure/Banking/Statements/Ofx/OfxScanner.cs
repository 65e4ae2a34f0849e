using System.Net;
using System.Text;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

internal readonly record struct OfxTag(string Name, int Line, bool IsClosing, bool IsEmpty);

/// <summary>Cuts an OFX text into tags and the text after them.</summary>
internal sealed class OfxScanner(string text)
{
    private const int LongestName = 40;
    private const int LongestAttributes = 500;
    private const string CDataOpen = "<![CDATA[";
    private const string CDataClose = "]]>";

    private int _position;
    private int _line = 1;

    /// <summary>The next tag, skipping whatever stands before it; null at the end.</summary>
    public OfxTag? Next()
    {
        while (SkipTo(text.IndexOf('<', _position)))
        {
            if (Markup("<!--", "-->") || Markup("<?", "?>") || Markup(CDataOpen, CDataClose))
            {
                continue;
            }

            if (At("<!"))
            {
                throw new DomainException(StatementFileErrors.DocumentType);
            }

            if (ReadTag() is { } tag)
            {
                return tag;
            }

            _position++;
        }

        return null;
    }

    /// <summary>The text up to the next tag. A <c>&lt;</c> that begins no tag is text, since banks forget to escape it.</summary>
    public string ReadText()
    {
        var read = new StringBuilder();
        while (_position < text.Length)
        {
            var start = _position;
            SkipTo(text.IndexOf('<', _position));
            read.Append(WebUtility.HtmlDecode(text[start.._position]));

            start = _position;
            if (Markup(CDataOpen, CDataClose))
            {
                read.Append(text[(start + CDataOpen.Length).._position].Replace(CDataClose, "", StringComparison.Ordinal));
            }
            else if (_position < text.Length && !At("<!") && !At("<?") && PeekTag() is null)
            {
                read.Append(text[_position++]);
            }
            else
            {
                break;
            }
        }

        return read.ToString();
    }

    private OfxTag? ReadTag()
    {
        if (PeekTag() is not { } found)
        {
            return null;
        }

        SkipTo(found.End);
        return found.Tag;
    }

    private (OfxTag Tag, int End)? PeekTag()
    {
        var start = _position + 1;
        var closing = start < text.Length && text[start] == '/';
        start += closing ? 1 : 0;

        var end = start;
        while (end < text.Length && end - start <= LongestName && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '_' or '-'))
        {
            end++;
        }

        var name = text[start..end].ToUpperInvariant();
        end = SkipAttributes(end);
        var empty = end < text.Length && text[end] == '/';
        end += empty ? 1 : 0;
        return name.Length > 0 && end < text.Length && text[end] == '>'
            ? (new OfxTag(name, _line, closing, empty), end + 1)
            : null;
    }

    // OFX has no attributes, but some writers declare namespaces.
    private int SkipAttributes(int position)
    {
        var end = position;
        while (end < text.Length && char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        if (end == position || end == text.Length || text[end] is '>' or '/')
        {
            return end;
        }

        var rest = text.AsSpan(end, Math.Min(LongestAttributes, text.Length - end));
        var close = rest.IndexOfAny('<', '>');
        return close > 0 && rest[close] == '>' && rest[..close].Contains('=') ? end + close : end;
    }

    private bool Markup(string open, string close)
    {
        if (!At(open))
        {
            return false;
        }

        var end = text.IndexOf(close, _position + open.Length, StringComparison.Ordinal);
        SkipTo(end < 0 ? end : end + close.Length);
        return true;
    }

    private bool At(string what) => string.CompareOrdinal(text, _position, what, 0, what.Length) == 0;

    // Minus one, as IndexOf says it, means the end.
    private bool SkipTo(int position)
    {
        var target = position < 0 ? text.Length : position;
        _line += text.AsSpan(_position, target - _position).Count('\n');
        _position = target;
        return _position < text.Length;
    }
}

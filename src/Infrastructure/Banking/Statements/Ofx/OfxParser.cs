using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>
/// One parser for OFX 1 (SGML: values need no closing tag) and OFX 2 (XML), because banks mix them freely: an XML header
/// above SGML is common. It never resolves entities of the document's own, so external ones cannot be reached.
/// </summary>
internal sealed class OfxParser
{
    private const int MostElements = 10 * StatementReader.MostLines;
    private const int Deepest = 200;

    private readonly OfxScanner _scanner;
    private readonly Stack<OfxElement> _open = new();
    private int _elements;
    private bool _complete;

    private OfxParser(string text) => _scanner = new OfxScanner(text);

    /// <returns>The <c>OFX</c> element.</returns>
    /// <exception cref="DomainException">A document type is declared, or the file ends before <c>&lt;/OFX&gt;</c>.</exception>
    public static OfxElement Parse(string text) => new OfxParser(text).Parse();

    private OfxElement Parse()
    {
        var root = new OfxElement("", 1);
        _open.Push(root);
        while (!_complete && _scanner.Next() is { } tag)
        {
            if (tag.IsClosing)
            {
                Close(tag.Name);
            }
            else if (tag.Name == "OFX" || _open.Count > 1)
            {
                Begin(tag);
            }
        }

        return _complete ? root.Child("OFX")! : throw new DomainException(StatementFileErrors.Truncated);
    }

    private void Begin(OfxTag tag)
    {
        if (++_elements > MostElements)
        {
            throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
        }

        var element = new OfxElement(tag.Name, tag.Line);
        _open.Peek().Add(element);
        if (tag.IsEmpty)
        {
            return;
        }

        element.Value = LineText.Clean(_scanner.ReadText());
        if (element.Value is not null)
        {
            return;
        }

        if (_open.Count >= Deepest)
        {
            throw new DomainException(StatementFileErrors.NestedTooDeeply);
        }

        _open.Push(element);
    }

    // What is still open inside of the closed element were empty values without a closing tag; what was taken for their
    // content follows them.
    private void Close(string name)
    {
        if (!_open.Any(element => element.Name == name))
        {
            return;
        }

        while (_open.Pop() is var element && element.Name != name)
        {
            element.HandChildrenTo(_open.Peek());
        }

        _complete = name == "OFX";
    }
}

using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>A transaction that begins, of which nothing is known yet, or that ended with its own tag (or with the file) and is whole.</summary>
internal readonly record struct OfxMeeting(OfxElement Transaction, bool IsClosed);

/// <summary>
/// One parser for OFX 1 (SGML: values need no closing tag) and OFX 2 (XML), because banks mix them freely: an XML header
/// above SGML is common. It never resolves entities of the document's own, so external ones cannot be reached. What is
/// around the transactions is held, and of each transaction no more than its place among them once it has ended.
/// </summary>
internal sealed class OfxParser(StatementText text)
{
    private const int MostElements = 10 * StatementReader.MostLines;
    private const int Deepest = 200;

    private readonly OfxElement _root = new("", 1);
    private readonly Stack<OfxElement> _open = new();
    private int _elements;
    private int _transactions;

    /// <summary>The <c>OFX</c> element without its transactions, for each of which an <see cref="OfxRun"/> counts; once all is read.</summary>
    public OfxElement File => _root.Child("OFX")!;

    /// <summary>Each transaction when it begins, and once more when its closing tag is met.</summary>
    /// <exception cref="DomainException">A document type is declared, or the file ends before <c>&lt;/OFX&gt;</c>.</exception>
    public IEnumerable<OfxMeeting> Read()
    {
        using var scanner = new OfxScanner(text.Open());
        _open.Push(_root);
        while (scanner.Next() is { } tag)
        {
            var met = tag.IsClosing ? Close(tag.Name) : tag.Name == "OFX" || _open.Count > 1 ? Begin(tag, scanner) : null;
            if (met?.Name == OfxRun.Transaction)
            {
                yield return new OfxMeeting(met, tag.IsClosing);
            }

            if (tag.IsClosing && met?.Name == "OFX")
            {
                foreach (var transaction in EndAll())
                {
                    yield return new OfxMeeting(transaction, IsClosed: true);
                }

                yield break;
            }
        }

        throw new DomainException(StatementFileErrors.Truncated);
    }

    private OfxElement Begin(OfxTag tag, OfxScanner scanner)
    {
        if (++_elements > MostElements)
        {
            throw new DomainException(StatementFileErrors.TooManyLines(StatementReader.MostLines));
        }

        var element = new OfxElement(tag.Name, tag.Line) { Ordinal = tag.Name == OfxRun.Transaction ? _transactions++ : -1 };
        element.Value = tag.IsEmpty ? null : LineText.Clean(scanner.ReadText());
        if (tag.IsEmpty || element.Value is not null)
        {
            End(element, isClosed: false);
        }
        else
        {
            _open.Push(_open.Count < Deepest ? element : throw new DomainException(StatementFileErrors.NestedTooDeeply));
        }

        return element;
    }

    // What is still open inside of the closed element were empty values without a closing tag; what was taken for their
    // content follows them.
    private OfxElement? Close(string name)
    {
        if (!_open.Any(element => element.Name == name))
        {
            return null;
        }

        var element = _open.Pop();
        for (; element.Name != name; element = _open.Pop())
        {
            End(element, isClosed: false);
        }

        End(element, isClosed: true);
        return element;
    }

    // Where one file was pasted into another, what is open around the inner one is whole as far as it goes.
    private List<OfxElement> EndAll()
    {
        var transactions = new List<OfxElement>();
        while (_open.Count > 1)
        {
            var element = _open.Pop();
            End(element, isClosed: true);
            if (element.Name == OfxRun.Transaction)
            {
                transactions.Add(element);
            }
        }

        return transactions;
    }

    private void End(OfxElement element, bool isClosed)
    {
        var parent = _open.Peek();
        var children = isClosed ? [] : element.GiveChildrenAway();
        if (element.Name == OfxRun.Transaction)
        {
            parent.AddTransaction(element, isClosed);
        }
        else
        {
            parent.Add(element);
        }

        foreach (var child in children)
        {
            parent.Add(child);
        }
    }
}

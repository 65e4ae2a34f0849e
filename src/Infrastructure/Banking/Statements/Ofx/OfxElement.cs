namespace Financbase.Infrastructure.Banking.Statements.Ofx;

/// <summary>An element of an OFX file: either it has a value or it has children.</summary>
internal class OfxElement(string name, int line)
{
    // Of what is looked for by its name, the first counts.
    private static readonly Dictionary<string, uint> Single = new[]
    {
        "OFX", "BANKTRANLIST", "CURDEF", "BANKACCTFROM", "CCACCTFROM", "ACCTID", "LEDGERBAL", "BALAMT", "DTSTART", "DTEND", "SEVERITY", "MESSAGE",
        "CODE", "DTPOSTED", "TRNAMT", "CURRENCY", "CURSYM", "NAME", "PAYEE", "MEMO", "CHECKNUM", "REFNUM", "FITID",
    }.Select((single, place) => (single, bit: 1u << place)).ToDictionary(known => known.single, known => known.bit);

    private static readonly string[] Statements = ["STMTRS", "CCSTMTRS", "STATUS"];
    private static readonly HashSet<string> Several = [.. Statements, OfxRun.Transaction];

    private List<OfxElement>? _children;
    private uint _known;
    private bool _holdsStatements;

    public string Name { get; } = name;

    /// <summary>The line of the file where it begins, counted from 1.</summary>
    public int Line { get; } = line;

    public string? Value { get; set; }

    /// <summary>Of a transaction: which of the file's it is, counted from 0 in the order of their beginnings.</summary>
    public int Ordinal { get; init; } = -1;

    /// <summary>Adds a child that ends here; only if it can ever be looked for.</summary>
    public void Add(OfxElement child)
    {
        if (Claim(child.Name) || child._children is not null)
        {
            (_children ??= []).Add(child);
            _holdsStatements |= Statements.Contains(child.Name) || child._holdsStatements;
        }
    }

    /// <summary>A transaction ends here: only that it was there is kept, and statements that stand in it in a damaged file.</summary>
    public void AddTransaction(OfxElement transaction, bool isClosed)
    {
        if (_children?[^1] is not OfxRun last || !last.GoesOnWith(transaction, isClosed))
        {
            (_children ??= []).Add(new OfxRun(transaction, isClosed));
        }

        if (transaction._holdsStatements)
        {
            _holdsStatements = true;
            foreach (var statement in Statements.SelectMany(transaction.Descendants))
            {
                _children[^1].Add(statement);
            }
        }
    }

    /// <summary>The element was an empty value that nobody closed.</summary>
    public IReadOnlyList<OfxElement> GiveChildrenAway()
    {
        var children = _children ?? [];
        _children = null;
        return children;
    }

    public OfxElement? Child(string name) => _children?.Find(child => child.Name == name);

    /// <summary>The value at the end of a path of children; null when missing or empty.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var element = this;
        foreach (var name in path)
        {
            element = element?.Child(name);
        }

        return element?.Value;
    }

    public IEnumerable<OfxElement> Descendants(string name) =>
        (_children ?? []).SelectMany(child => child.Name == name ? [child] : child.Descendants(name));

    private bool Claim(string child)
    {
        if (!Single.TryGetValue(child, out var bit))
        {
            return Several.Contains(child);
        }

        var isFirst = (_known & bit) == 0;
        _known |= bit;
        return isFirst;
    }
}

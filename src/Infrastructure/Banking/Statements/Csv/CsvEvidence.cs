namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>What all rows of a table show together, from one look at each.</summary>
internal sealed class CsvEvidence
{
    private readonly ColumnEvidence[] _columns;
    private int? _width;
    private bool _hasOneWidth = true;
    private int _lastWidth;

    private CsvEvidence(ColumnEvidence[] columns, CsvRow? header)
    {
        _columns = columns;
        _width = header?.Cells.Length;
    }

    public int Rows { get; private set; }

    /// <summary>The last row alone is shorter than all others and the headings, which are as wide as each other.</summary>
    public bool EndsShort => _hasOneWidth && _lastWidth < _width;

    public ColumnEvidence this[int column] => _columns[column];

    public static CsvEvidence Of(CsvSheet sheet, Func<int, ColumnTraits> wanted)
    {
        var evidence = new CsvEvidence([.. Enumerable.Range(0, sheet.Width).Select(column => new ColumnEvidence(wanted(column)))], sheet.Header);
        foreach (var row in sheet.Rows)
        {
            evidence.Take(row);
        }

        return evidence;
    }

    private void Take(CsvRow row)
    {
        if (Rows++ > 0)
        {
            _width ??= _lastWidth;
            _hasOneWidth &= _lastWidth == _width;
        }

        _lastWidth = row.Cells.Length;
        for (var column = 0; column < _columns.Length; column++)
        {
            _columns[column].Take(row[column]);
        }
    }
}

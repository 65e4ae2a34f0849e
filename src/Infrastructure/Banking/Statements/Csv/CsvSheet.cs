using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>A table: its headings if it has any, and its rows, which are read anew each time.</summary>
internal sealed class CsvSheet
{
    private const int RowsToLookForHeadings = 40;
    private const int RowsThatShowTheWidth = 50;
    private const int SampleRows = 3;

    private readonly StatementText _text;

    private CsvSheet(StatementText text, char delimiter, CsvRow? header)
    {
        (_text, Delimiter, Header) = (text, delimiter, header);
        List<CsvRow> first = [.. Rows.Take(RowsThatShowTheWidth)];
        Width = first.Select(row => row.Cells.Length).Append(header?.Cells.Length ?? 0).Max();
        Sample = [.. first.Take(SampleRows).Select(row => row.Cells)];
        Columns = Named();
    }

    public char Delimiter { get; }

    public CsvRow? Header { get; }

    public int Width { get; }

    /// <summary>The cells of the first rows.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Sample { get; }

    /// <summary>Headings, or <c>#1</c>, <c>#2</c>, … where there is none or it stands twice.</summary>
    public IReadOnlyList<string> Columns { get; }

    public IEnumerable<CsvRow> Rows => Header is null ? All : All.SkipWhile(row => row.Line < Header.Line).Skip(1);

    /// <summary>What stands above the headings.</summary>
    public IEnumerable<CsvRow> Above => Header is null ? [] : All.TakeWhile(row => row.Line < Header.Line);

    private IEnumerable<CsvRow> All => CsvRows.Read(_text, Delimiter);

    public static CsvSheet Read(StatementText text, CsvProfile? profile)
    {
        var delimiter = profile?.Delimiter is { Length: > 0 } given ? given[0] : DelimiterDetection.Detect(text);
        var rows = CsvRows.Read(text, delimiter);
        return new CsvSheet(text, delimiter, profile?.HeaderLine is { } line ? RowAt(rows, line) : FindHeader(rows, profile));
    }

    /// <summary>The position of a column by its heading or its <c>#number</c>; null when it is not there.</summary>
    public int? Find(string? column)
    {
        if (string.IsNullOrWhiteSpace(column))
        {
            return null;
        }

        var name = column.Trim();
        var index = Enumerable.Range(0, Header?.Cells.Length ?? 0).Where(i => Same(Header![i], name)).DefaultIfEmpty(-1).First();
        return index >= 0 ? index
            : name.StartsWith('#') && int.TryParse(name.AsSpan(1), out var number) && number >= 1 && number <= Width ? number - 1
            : null;
    }

    private string[] Named()
    {
        string[] headings = [.. Enumerable.Range(0, Width).Select(index => Header?[index] ?? "")];
        return [.. headings.Select((heading, index) =>
            heading.Length > 0 && headings.Count(other => Same(other, heading)) == 1 ? heading : $"#{index + 1}")];
    }

    private static CsvRow? RowAt(IEnumerable<CsvRow> rows, int line) =>
        rows.SkipWhile(row => row.Line < line).FirstOrDefault() is { } row && row.Line == line ? row : null;

    private static CsvRow? FindHeader(IEnumerable<CsvRow> rows, CsvProfile? profile)
    {
        List<CsvRow> top = [.. rows.Take(RowsToLookForHeadings + 1)];
        string[] named = [.. (profile?.NamedColumns() ?? []).Select(column => column.Column.Trim()).Where(name => !name.StartsWith('#'))];
        Predicate<int>[] signs =
        [
            row => named.Length > 0 && named.All(name => top[row].Cells.Any(cell => Same(cell, name))),
            row => ColumnNames.AreHeadings(top[row]),
            row => IsWordy(top[row]) && IsFollowedByData(top, row),
        ];
        var candidates = Enumerable.Range(0, Math.Min(top.Count, RowsToLookForHeadings)).ToList();
        var header = signs.Select(candidates.FindIndex).FirstOrDefault(index => index >= 0, -1);
        return header < 0 ? null : top[header];
    }

    private static bool IsFollowedByData(List<CsvRow> rows, int header) =>
        rows.Count > header + 1 && rows[header + 1].Cells.Length >= rows[header].Cells.Length && !IsWordy(rows[header + 1]);

    // Headings are words: no day, no amount.
    private static bool IsWordy(CsvRow row) =>
        row.Cells.Length > 1 && row.Cells.All(cell => !cell.Any(char.IsAsciiDigit)) && row.Cells.Count(cell => cell.Length > 0) > 1;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

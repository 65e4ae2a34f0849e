using Financbase.Domain.Banking;

namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>A table: what stands above it, its headings if it has any, and its rows.</summary>
internal sealed record CsvSheet(char Delimiter, CsvRow? Header, IReadOnlyList<CsvRow> Above, IReadOnlyList<CsvRow> Rows)
{
    private const int RowsToLookForHeadings = 40;

    public static CsvSheet Read(string text, CsvProfile? profile)
    {
        var delimiter = profile?.Delimiter is { Length: > 0 } given ? given[0] : DelimiterDetection.Detect(text);
        var rows = CsvRows.Read(text, delimiter);
        var header = profile?.HeaderLine is { } line ? rows.FindIndex(row => row.Line == line) : FindHeader(rows, profile);
        return new CsvSheet(
            delimiter,
            header < 0 ? null : rows[header],
            header < 0 ? [] : rows[..header],
            header < 0 ? rows : rows[(header + 1)..]);
    }

    public int Width => Math.Max(Header?.Cells.Length ?? 0, Rows.Take(50).Select(row => row.Cells.Length).DefaultIfEmpty().Max());

    /// <summary>Headings, or <c>#1</c>, <c>#2</c>, … where there is none or it stands twice.</summary>
    public IReadOnlyList<string> Columns()
    {
        string[] headings = [.. Enumerable.Range(0, Width).Select(index => Header?[index] ?? "")];
        return [.. headings.Select((heading, index) =>
            heading.Length > 0 && headings.Count(other => Same(other, heading)) == 1 ? heading : $"#{index + 1}")];
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

    private static int FindHeader(List<CsvRow> rows, CsvProfile? profile)
    {
        var top = rows.Take(RowsToLookForHeadings).ToList();
        string[] named = [.. (profile?.NamedColumns() ?? []).Select(column => column.Column.Trim()).Where(name => !name.StartsWith('#'))];
        Predicate<CsvRow>[] signs =
        [
            row => named.Length > 0 && named.All(name => row.Cells.Any(cell => Same(cell, name))),
            ColumnNames.AreHeadings,
            row => IsWordy(row) && IsFollowedByData(rows, rows.IndexOf(row)),
        ];
        return signs.Select(top.FindIndex).FirstOrDefault(index => index >= 0, -1);
    }

    private static bool IsFollowedByData(List<CsvRow> rows, int header) =>
        rows.Count > header + 1 && rows[header + 1].Cells.Length >= rows[header].Cells.Length && !IsWordy(rows[header + 1]);

    // Headings are words: no day, no amount.
    private static bool IsWordy(CsvRow row) =>
        row.Cells.Length > 1 && row.Cells.All(cell => !cell.Any(char.IsAsciiDigit)) && row.Cells.Count(cell => cell.Length > 0) > 1;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

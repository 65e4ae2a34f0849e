namespace Financbase.Infrastructure.Banking.Statements.Csv;

/// <summary>A row of a table and the line of the file where it begins.</summary>
internal sealed record CsvRow(int Line, string[] Cells)
{
    public bool IsBlank => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);

    /// <summary>The trimmed cell; empty when the row is too short or nothing is mapped.</summary>
    public string this[int? column] => column is { } index && index < Cells.Length ? Cells[index].Trim() : "";
}

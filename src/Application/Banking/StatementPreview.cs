using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// What an import would bring; the shape of an import's answer, with the first <see cref="MostLines"/> lines. The import
/// id is null, since there is none. While the mapping of a CSV file is open, its questions are all there is.
/// </summary>
public sealed record StatementPreview(
    StatementImportId? ImportId,
    StatementFormat Format,
    int Imported,
    int Duplicates,
    IReadOnlyList<ImportedStatement> Statements,
    IReadOnlyList<RejectedLine> Rejected,
    int RejectedCount,
    IReadOnlyList<PreviewLine> Lines,
    CsvReading? Csv)
{
    public const int MostLines = 500;

    internal static StatementPreview Of(IntakeResult result)
    {
        ImportedStatement[] statements = [.. result.Statements.Select(statement => statement.Summarize())];
        return new StatementPreview(
            ImportId: null, result.File.Format, statements.Sum(statement => statement.Imported),
            statements.Sum(statement => statement.Duplicates), statements,
            [.. result.File.Rejected.First.Take(StatementImport.MostRejectedKept)], result.File.Rejected.Count,
            result.Taken.First(MostLines), result.File.Csv);
    }
}

public sealed record PreviewLine(
    int Line, DateOnly Date, Money Amount, string Description, string? Counterparty, string? Reference, bool Duplicate,
    bool NotBooked = false)
{
    internal static PreviewLine Of(JudgedLine judged) => new(
        judged.Line.Number, judged.Line.Date, judged.Line.Amount, judged.Line.Description, judged.Line.Counterparty,
        judged.Line.Reference, judged.IsDuplicate);

    internal static PreviewLine OfNotBooked(StatementLine line) => new(
        line.Number, line.Date, line.Amount, line.Description, line.Counterparty, line.Reference, Duplicate: false, NotBooked: true);
}

using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>What an import brought. Rejected lines are listed up to a thousand, and all counted.</summary>
public sealed record StatementImportView(
    StatementImportId ImportId,
    StatementFormat Format,
    int Imported,
    int Duplicates,
    IReadOnlyList<ImportedStatement> Statements,
    IReadOnlyList<RejectedLine> Rejected,
    int RejectedCount,
    string FileName,
    StatementImportState State,
    DateTimeOffset ImportedAt,
    DateTimeOffset? UndoneAt)
{
    internal static StatementImportView Of(StatementImport import) => new(
        import.Id, import.Format, import.Imported, import.Duplicates, import.Statements, import.Rejected,
        import.RejectedCount, import.FileName, import.State, import.ImportedAt, import.UndoneAt);
}

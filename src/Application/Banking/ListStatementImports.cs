using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>The history of a bank account's imports, the latest first.</summary>
/// <param name="BankAccountId">Whose.</param>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose file's name contains it.</param>
/// <param name="State">In this state only.</param>
[RequirePermission(Permissions.Banking.Read)]
public sealed record ListStatementImports(BankAccountId BankAccountId, PageRequest Page, string? Text = null, StatementImportState? State = null)
    : IQuery<Page<StatementImportSummary>>, IOnBankAccount, ISorted
{
    public static Sorts Sorts { get; } = new("-importedAt", "fileName");
}

/// <summary><c>Continuous</c> and <c>Difference</c> are those of its first statement that does not agree, if one does not.</summary>
public sealed record StatementImportSummary(
    StatementImportId ImportId,
    string FileName,
    StatementFormat Format,
    StatementImportState State,
    int Imported,
    int Duplicates,
    int RejectedCount,
    DateOnly? To,
    DateTimeOffset ImportedAt,
    DateTimeOffset? UndoneAt,
    bool? Continuous,
    Money? Difference,
    int NotBooked);

internal sealed class ListStatementImportsHandler(IBankingReports reports, IRepository<BankAccount> accounts)
    : IHandler<ListStatementImports, Page<StatementImportSummary>>
{
    public async Task<Result<Page<StatementImportSummary>>> Handle(ListStatementImports query, CancellationToken cancellationToken) =>
        await accounts.FindAsync(query.BankAccountId, cancellationToken) is null
            ? Error.NotFound("bank account")
            : await reports.ListImportsAsync(query.BankAccountId, query.Text, query.State, query.Page, cancellationToken);
}

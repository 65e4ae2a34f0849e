using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>Lists and sums of the current organization's bank accounts, read in the current transaction.</summary>
public interface IBankingReports
{
    /// <summary>By name, of the accounts within reach.</summary>
    Task<Page<BankAccountView>> ListAccountsAsync(Reach reach, string? text, BankAccountState? state, PageRequest page, CancellationToken ct);

    Task<BankAccountView?> FindAccountAsync(BankAccountId id, CancellationToken ct);

    /// <summary>Of the accounts within reach.</summary>
    Task<Page<BankTransactionView>> ListTransactionsAsync(
        Reach reach, BankTransactionFilter filter, BankTransactionOrder order, PageRequest page, CancellationToken ct);

    /// <summary>Latest import first.</summary>
    Task<Page<StatementImportSummary>> ListImportsAsync(BankAccountId account, string? text, StatementImportState? state, PageRequest page, CancellationToken ct);
}

using Financbase.Application.Paging;
using Financbase.Domain.Banking;

namespace Financbase.Application.Banking;

/// <summary>Lists and sums of the current organization's bank accounts, read in the current transaction.</summary>
public interface IBankingReports
{
    /// <summary>By name.</summary>
    Task<Page<BankAccountView>> ListAccountsAsync(PageRequest page, CancellationToken ct);

    Task<BankAccountView?> FindAccountAsync(BankAccountId id, CancellationToken ct);

    Task<Page<BankTransactionView>> ListTransactionsAsync(
        BankTransactionFilter filter, BankTransactionOrder order, PageRequest page, CancellationToken ct);

    /// <summary>Latest import first.</summary>
    Task<Page<StatementImportSummary>> ListImportsAsync(BankAccountId account, PageRequest page, CancellationToken ct);
}

using Financbase.Application.Paging;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>Lists and statements of the current organization's books, read in the current transaction.</summary>
public interface ILedgerReports
{
    Task<Page<AccountView>> ListAccountsAsync(AccountFilter filter, PageRequest page, CancellationToken ct);

    Task<AccountView?> FindAccountAsync(AccountId id, CancellationToken ct);

    Task<Page<JournalEntrySummary>> ListEntriesAsync(JournalEntryFilter filter, PageRequest page, CancellationToken ct);

    Task<JournalEntryView?> FindEntryAsync(JournalEntryId id, CancellationToken ct);

    /// <summary>Oldest first, with the balance after each.</summary>
    Task<GeneralLedger?> ReadAccountAsync(AccountId id, DateOnly? from, DateOnly? to, PageRequest page, CancellationToken ct);

    /// <summary>Accounts that were ever posted to up to that day, by code.</summary>
    Task<TrialBalance> ReadTrialBalanceAsync(DateOnly asOf, Basis basis, CancellationToken ct);

    /// <summary>What each account holds at the end of the day, of those that were ever posted to up to then.</summary>
    Task<IReadOnlyList<AccountBalance>> ReadBalancesAsync(DateOnly asOf, Basis basis, CancellationToken ct);

    /// <summary>With their postings, oldest first.</summary>
    Task<Page<JournalEntryView>> ListWholeEntriesAsync(PageRequest page, CancellationToken ct);

    /// <summary>Through which day nobody posts; null where no day is closed.</summary>
    Task<DateOnly?> ReadLockAsync(CancellationToken ct);

    Task<PeriodLock> ReadPeriodsAsync(CancellationToken ct);

    /// <summary>Only the roles for which an account is chosen.</summary>
    Task<IReadOnlyDictionary<PostingRole, AccountName>> ListPostingAccountsAsync(CancellationToken ct);

    /// <param name="currency">Only of this one; null for all.</param>
    /// <param name="text">In the code of the currency; null for all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<Page<ExchangeRateView>> ListRatesAsync(string? currency, string? text, PageRequest page, CancellationToken ct);
}

using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>The lines of bank accounts in bulk: far too many at once to be tracked one by one.</summary>
public interface IBankLines
{
    /// <summary>
    /// Holds the account until the transaction ends, so that imports into it and their undoing follow one after the
    /// other. An account that does not exist is held by nobody.
    /// </summary>
    Task LockAsync(BankAccountId account, CancellationToken ct);

    /// <summary>The account's lines on these days: all that lines of these days could repeat.</summary>
    Task<IReadOnlyList<KnownLine>> ListKnownAsync(BankAccountId account, IReadOnlyCollection<DateOnly> days, CancellationToken ct);

    /// <summary>The day of the account's latest line.</summary>
    Task<DateOnly?> FindLastDayAsync(BankAccountId account, CancellationToken ct);

    /// <summary>
    /// Writes some thousand lines at most and books their events, except lines that exist by now: the database has the last
    /// word. Answers those that were written.
    /// </summary>
    Task<IReadOnlyList<BankTransaction>> InsertAsync(IReadOnlyList<BankTransaction> lines, CancellationToken ct);

    Task<BookedLines> CountAsync(StatementImportId import, CancellationToken ct);

    Task RemoveAsync(StatementImportId import, CancellationToken ct);

    /// <summary>Writes what became of lines that nothing tracks, and books their events.</summary>
    Task UpdateAsync(IReadOnlyList<BankTransaction> lines, CancellationToken ct);

    /// <summary>Whether any line of the account is posted or reconciled.</summary>
    Task<bool> AnyInBooksAsync(BankAccountId account, CancellationToken ct);

    /// <summary>Whether an account of the chart holds anything that is not said in this currency, but for revaluations.</summary>
    Task<bool> HoldsOtherMoneyAsync(AccountId account, Currency currency, CancellationToken ct);
}

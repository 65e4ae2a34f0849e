using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Banking;

/// <summary>
/// Where bank lines become entries. It joins the ledger before it reads what they are posted to, so that neither the account that
/// stands for the bank account nor the closed day changes before they are.
/// </summary>
internal sealed class BankDesk(
    IRepository<BankTransaction> lines, IRepository<BankAccount> banks, ILedger ledger, IExchangeRates rates, ICurrentPrincipal principal,
    DocumentAccounts documents, IMultiTenantContextAccessor tenant)
{
    private Currency Base => tenant.Tenant!.BaseCurrency;

    /// <summary>The line, if the caller may do this to lines of its account.</summary>
    public async Task<BankTransaction?> FindAsync(BankTransactionId id, string permission, CancellationToken ct) =>
        await lines.FindAsync(id, ct) is { } line && principal.Current.Rights.Reach(permission).Contains(line.BankAccountId.Value) ? line : null;

    /// <exception cref="DomainException">What keeps the line from being posted so.</exception>
    public async Task<JournalEntry> CategorizeAsync(BankTransaction line, IReadOnlyList<LineSplit> splits, string? memo, CancellationToken ct)
    {
        await ledger.JoinAsync(ct);
        Require(line);
        if ((await documents.InUseAsync(ct)).Intersect(splits.Select(split => split.Account)).Any())
            throw new DomainException(BankingErrors.DocumentsAreOpen);

        var entry = BankLinePosting.Of(line, await StandsForAsync(line, ct), splits, await RateAsync(line, ct), Base, memo);
        await ledger.PostAsync(entry, ct);
        line.Categorize(entry, [.. splits.Select(split => split.Account).Distinct()]);
        return entry;
    }

    /// <summary>Posts both ends of a transfer, each on its own day, by way of the money in transit.</summary>
    /// <exception cref="DomainException"><c>banking.no_transfer</c>, and what keeps a line from being posted.</exception>
    public async Task PairAsync(BankTransaction one, BankTransaction other, PostingAccounts accounts, CancellationToken ct)
    {
        await ledger.JoinAsync(ct);
        Require(one);
        Require(other);
        if (one.BankAccountId == other.BankAccountId || Math.Sign(one.Amount.Minor) == Math.Sign(other.Amount.Minor)
            || (one.Amount.Currency == other.Amount.Currency && one.Amount != -other.Amount))
            throw new DomainException(BankingErrors.NoTransfer);

        var (first, second) = one.Date <= other.Date ? (one, other) : (other, one);
        var sent = ExchangeRate.Convert(first.Amount, await RateAsync(first, ct), Base);
        var arrived = ExchangeRate.Convert(second.Amount, await RateAsync(second, ct), Base);
        var difference = sent + arrived;
        var memo = $"Transfer: {BankLinePosting.Words(first)}";
        memo = memo.Length <= JournalEntry.LongestMemo ? memo : memo[..JournalEntry.LongestMemo];
        var transit = accounts[PostingRole.MoneyInTransit];
        JournalEntry[] entries =
        [
            BankLinePosting.OfTransfer(first, await StandsForAsync(first, ct), transit, sent, null, memo),
            BankLinePosting.OfTransfer(second, await StandsForAsync(second, ct), transit, arrived,
                difference.Minor == 0 ? null : (difference, accounts[PostingRole.ExchangeDifferences]), memo),
        ];
        await ledger.PostAsync(entries, ct);
        first.Pair(entries[0], second);
        second.Pair(entries[1], first);
    }

    /// <summary>Reverses the line's entry, and that of the other end of its transfer; one that was in the books before stays.</summary>
    /// <exception cref="DomainException">What keeps it from being taken back.</exception>
    public async Task TakeBackAsync(BankTransaction line, DateOnly? date, string? reason, CancellationToken ct)
    {
        var other = line.CounterpartId is { } id ? await lines.FindAsync(id, ct) : null;
        foreach (var end in other is null ? [line] : new[] { line, other })
        {
            if (end.EntryId is not { } posted)
                throw new DomainException(BankingErrors.LineNotPosted);
            if (end.Status == BankTransactionStatus.Reconciled)
                throw new DomainException(BankingErrors.LineReconciled);

            if (end.IsMatched)
            {
                end.TakeBack(null);
                continue;
            }

            var entry = (await ledger.FindAsync(posted, ct))!;
            var reversal = await ledger.ReverseAsync(entry, date is { } day && day > entry.Date ? day : entry.Date, reason, ct);
            end.TakeBack(reversal.Id);
        }
    }

    /// <exception cref="DomainException"><c>banking.no_ledger_account</c>.</exception>
    public async Task<AccountId> StandsForAsync(BankTransaction line, CancellationToken ct) =>
        (await banks.FindAsync(line.BankAccountId, ct))!.LedgerAccountId ?? throw new DomainException(BankingErrors.NoLedgerAccount);

    /// <summary>Base units for one unit of the line's currency, on its day.</summary>
    public Task<decimal> RateAsync(BankTransaction line, CancellationToken ct) => rates.FindAsync(line.Amount.Currency, line.Date, ct);

    private static void Require(BankTransaction line)
    {
        if (line.Status != BankTransactionStatus.Unreviewed)
            throw new DomainException(BankingErrors.LineNotOpen);
    }
}

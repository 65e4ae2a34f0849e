using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>Where the money of a payment is posted.</summary>
internal sealed class MoneyAccounts(IRepository<BankAccount> bankAccounts, IRepository<Account> accounts, IPostingAccounts postingAccounts)
{
    /// <param name="bank">The bank account; or an account of the chart.</param>
    /// <param name="account">That; without both, where money usually is.</param>
    /// <param name="refusal">Thrown where what is named is no place for money.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException"><paramref name="refusal"/>, <c>ledger.no_posting_account</c>.</exception>
    public async Task<AccountId> FindAsync(BankAccountId? bank, AccountId? account, Error refusal, CancellationToken ct)
    {
        if (bank is { } id)
            return await bankAccounts.FindAsync(id, ct) is { LedgerAccountId: { } behind } ? behind : throw new DomainException(refusal);
        if (account is not { } chosen)
            return (await postingAccounts.ReadAsync(ct))[PostingRole.Bank];

        // What stands for open documents and taxes is moved by documents alone.
        return await accounts.FindAsync(chosen, ct) is
        {
            IsArchived: false,
            Type: AccountType.Asset or AccountType.Liability,
            Subtype: not (AccountSubtype.Receivable or AccountSubtype.Payable or AccountSubtype.TaxReceivable or AccountSubtype.TaxPayable),
        }
            ? chosen
            : throw new DomainException(refusal);
    }
}

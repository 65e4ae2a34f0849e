using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Where money that comes in is posted.</summary>
internal sealed class MoneyAccounts(IRepository<BankAccount> bankAccounts, IRepository<Account> accounts, IPostingAccounts postingAccounts)
{
    /// <exception cref="DomainException"><c>sales.account_not_for_money</c>, <c>ledger.no_posting_account</c>.</exception>
    public async Task<AccountId> FindAsync(BankAccountId? bank, AccountId? account, CancellationToken ct)
    {
        if (bank is { } id)
            return await bankAccounts.FindAsync(id, ct) is { LedgerAccountId: { } behind } ? behind : throw new DomainException(SalesErrors.AccountNotForMoney);
        if (account is not { } chosen)
            return (await postingAccounts.ReadAsync(ct))[PostingRole.Bank];

        return await accounts.FindAsync(chosen, ct) is { IsArchived: false, Type: AccountType.Asset or AccountType.Liability }
            ? chosen
            : throw new DomainException(SalesErrors.AccountNotForMoney);
    }
}

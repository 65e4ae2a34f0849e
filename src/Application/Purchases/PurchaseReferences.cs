using Financbase.Application.Persistence;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Whether what a vendor names is there and in use.</summary>
internal sealed class PurchaseReferences(IRepository<Account> accounts)
{
    /// <exception cref="DomainException"><c>purchases.account_not_for_purchases</c>.</exception>
    public async Task CheckAsync(AccountId? account, CancellationToken ct)
    {
        if (account is { } id && await accounts.FindAsync(id, ct) is not { IsArchived: false, Type: AccountType.Expense or AccountType.Asset })
            throw new DomainException(PurchasesErrors.AccountNotForPurchases);
    }
}

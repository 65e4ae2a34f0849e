using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Accounts that stand for bank accounts in other currencies than the base one: the ledger takes nothing there that is not said in that currency.</summary>
internal sealed class ForeignAccounts(IReadRepository<BankAccount> banks, IMultiTenantContextAccessor tenant)
{
    /// <summary>Those of <paramref name="accounts"/>, each with the currency that it needs.</summary>
    public async Task<ILookup<AccountId, Currency>> FindAsync(AccountId[] accounts, CancellationToken ct) =>
        (await banks.ListAsync(new Behind(accounts, tenant.Tenant!.BaseCurrency), ct)).ToLookup(bank => bank.LedgerAccountId!.Value, bank => bank.Currency);

    private sealed class Behind : Specification<BankAccount>
    {
        public Behind(AccountId[] accounts, Currency @base) =>
            Query.Where(bank => bank.LedgerAccountId != null && accounts.Contains(bank.LedgerAccountId.Value) && bank.Currency != @base);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Documents;

/// <summary>Where the money of a payment is posted.</summary>
internal sealed class MoneyAccounts(
    IRepository<BankAccount> bankAccounts, IRepository<Account> accounts, IPostingAccounts postingAccounts,
    ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
{
    /// <param name="bank">The bank account, which whoever asks may see; or an account of the chart.</param>
    /// <param name="account">That; without both, where money usually is.</param>
    /// <param name="currency">Of the payment.</param>
    /// <param name="refusal">Thrown where what is named is no place for money.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException">
    /// <paramref name="refusal"/>; <c>documents.other_currency_at_bank</c>: what is kept in another currency than its own cannot be revalued;
    /// <c>ledger.no_posting_account</c>.
    /// </exception>
    public async Task<AccountId> FindAsync(BankAccountId? bank, AccountId? account, Currency currency, Error refusal, CancellationToken ct)
    {
        var found = await FindAsync(bank, account, refusal, ct);
        var kept = await bankAccounts.ListAsync(new Behind(found), ct);
        return kept.All(bank => bank.Currency == currency || bank.Currency == tenant.Tenant!.BaseCurrency)
            ? found
            : throw new DomainException(DocumentsErrors.OtherCurrencyAtBank);
    }

    private async Task<AccountId> FindAsync(BankAccountId? bank, AccountId? account, Error refusal, CancellationToken ct)
    {
        if (bank is { } id)
        {
            return principal.Current.Rights.MaySee(id) && await bankAccounts.FindAsync(id, ct) is { LedgerAccountId: { } behind }
                ? behind
                : throw new DomainException(refusal);
        }

        if (account is not { } chosen)
            return (await postingAccounts.ReadAsync(ct))[PostingRole.Bank];

        // What stands for open documents and taxes is moved by documents alone.
        return await accounts.FindAsync(chosen, ct) is
        {
            IsArchived: false,
            Type: AccountType.Asset or AccountType.Liability,
            Subtype: not (AccountSubtype.Receivable or AccountSubtype.Payable or AccountSubtype.OwedToStaff or AccountSubtype.TaxReceivable or AccountSubtype.TaxPayable),
        }
            ? chosen
            : throw new DomainException(refusal);
    }

    private sealed class Behind : Specification<BankAccount>
    {
        public Behind(AccountId account) => Query.Where(bank => bank.LedgerAccountId == account);
    }
}

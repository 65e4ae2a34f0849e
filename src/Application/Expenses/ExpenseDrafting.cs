using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>Turns what is asked for into terms: what is left out is filled in, and what is named is there and in use.</summary>
internal sealed class ExpenseDrafting(
    IRepository<Vendor> vendors, PurchaseReferences purchases, DocumentReferences references, ProjectReferences projects, MoneyAccounts moneyAccounts, IPostingAccounts postingAccounts,
    IActingMembers members, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
{
    /// <exception cref="DomainException">
    /// <c>purchases.vendor_unknown</c>, <c>purchases.account_not_for_purchases</c>, <c>documents.tax_rate_unknown</c>, <c>documents.other_currency_at_bank</c>,
    /// <c>expenses.account_not_for_money</c>, <c>expenses.paid_twice</c>, <c>expenses.person_unknown</c>, <c>ledger.no_posting_account</c>,
    /// <c>projects.project_unknown</c>, <c>money.unknown_currency</c>.
    /// </exception>
    public async Task<ExpenseTerms> ReadAsync(ExpenseDraft draft, CancellationToken ct)
    {
        var vendor = draft.VendorId is { } id ? await VendorAsync(id, ct) : null;
        var gross = Money.FromAmount(draft.Amount, draft.Currency is null ? tenant.Tenant!.BaseCurrency : Currency.Of(draft.Currency));
        var chosen = await postingAccounts.ReadAsync(ct);
        var cost = draft.AccountId ?? vendor?.AccountId ?? chosen[PostingRole.Purchases];
        await purchases.CheckAsync(cost, ct);
        await projects.CheckAsync([draft.ProjectId], ct);
        var person = await PersonAsync(draft, ct);
        return new ExpenseTerms(
            draft.SpentOn ?? await references.TodayAsync(ct), string.IsNullOrWhiteSpace(draft.Payee) && vendor is not null ? vendor.Name : draft.Payee!, vendor?.Id, cost, gross,
            await TaxNowAsync(draft.TaxRateId, ct), draft.Purpose, person is null ? await MoneyAccountAsync(draft, gross.Currency, chosen, ct) : null, person, draft.ProjectId);
    }

    /// <summary>The rate as it is now.</summary>
    /// <exception cref="DomainException"><c>documents.tax_rate_unknown</c>.</exception>
    public async Task<TaxTerms?> TaxNowAsync(TaxRateId? rate, CancellationToken ct) =>
        rate is { } id ? (await references.TaxesAsync([id], ct))[id] : null;

    private async Task<Vendor> VendorAsync(VendorId id, CancellationToken ct) =>
        await vendors.FindAsync(id, ct) is { IsArchived: false } vendor ? vendor : throw new DomainException(PurchasesErrors.VendorUnknown);

    private async Task<UserId?> PersonAsync(ExpenseDraft draft, CancellationToken ct)
    {
        if (draft.PaidBy == ExpensePayer.Organization)
            return draft.PersonId is null ? null : throw new DomainException(ExpensesErrors.PaidTwice);
        if (draft.BankAccountId is not null || draft.MoneyAccountId is not null)
            throw new DomainException(ExpensesErrors.PaidTwice);

        return (draft.PersonId ?? principal.Current.UserId) is { } person && await members.FindAsync(person, ct) is not null
            ? person
            : throw new DomainException(ExpensesErrors.PersonUnknown);
    }

    // What stands for debts to staff is moved by what they paid alone, whatever kind of account it is.
    private async Task<AccountId> MoneyAccountAsync(ExpenseDraft draft, Currency currency, PostingAccounts chosen, CancellationToken ct)
    {
        var account = await moneyAccounts.FindAsync(draft.BankAccountId, draft.MoneyAccountId, currency, ExpensesErrors.AccountNotForMoney, ct);
        return account == chosen.Find(PostingRole.OwedToStaff) ? throw new DomainException(ExpensesErrors.AccountNotForMoney) : account;
    }
}

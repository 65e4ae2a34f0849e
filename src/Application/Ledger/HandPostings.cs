using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>
/// Lines that people write. What goes through an account that stands for a bank account in another currency is said in that one too: else nobody could
/// compare it with the bank, nor revalue it.
/// </summary>
internal sealed class HandPostings(IRepository<BankAccount> banks, IMultiTenantContextAccessor tenant)
{
    private Currency Base => tenant.Tenant!.BaseCurrency;

    /// <param name="drafts">Each with a debit or a credit, above zero.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException"><c>ledger.currency_needed</c>; <c>money.unknown_currency</c>; <c>validation_error</c>.</exception>
    public async Task<IReadOnlyList<Posting>> ReadAsync(IReadOnlyList<PostingDraft> drafts, CancellationToken ct)
    {
        AccountId[] named = [.. drafts.Select(draft => draft.AccountId).Distinct()];
        var foreign = (await banks.ListAsync(new Behind(named, Base), ct)).ToDictionary(bank => bank.LedgerAccountId!.Value, bank => bank.Currency);
        return [.. drafts.Select(draft => Read(draft, foreign.TryGetValue(draft.AccountId, out var currency) ? currency : null))];
    }

    private Posting Read(PostingDraft draft, Currency? needed)
    {
        var amount = draft.Debit is { } debit ? Money.FromAmount(debit, Base) : -Money.FromAmount(draft.Credit!.Value, Base);
        var original = draft.Original is { } foreign ? Read(foreign) : (Money?)null;
        if (needed is { } currency && original?.Currency != currency)
            throw new DomainException(LedgerErrors.CurrencyNeeded(currency));

        return new Posting(
            draft.AccountId, amount, string.IsNullOrWhiteSpace(draft.Memo) ? null : draft.Memo.Trim(), amount.Minor < 0 && original is { } taken ? -taken : original, draft.ProjectId);
    }

    private Money Read(ForeignAmount foreign)
    {
        var original = Money.FromAmount(foreign.Amount, Currency.Of(foreign.Currency));
        if (original.Minor is <= 0 or > Posting.Most)
            throw new DomainException(Error.Validation("postings", "An amount in another currency is above zero, on the same side as in the base currency."));
        return original.Currency != Base ? original : throw new DomainException(Error.Validation("postings", $"Amounts are in {Base.Code}: say another currency, or none."));
    }

    private sealed class Behind : Specification<BankAccount>
    {
        public Behind(AccountId[] accounts, Currency @base) =>
            Query.Where(bank => bank.LedgerAccountId != null && accounts.Contains(bank.LedgerAccountId.Value) && bank.Currency != @base);
    }
}

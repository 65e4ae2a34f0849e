using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>Turns what is asked for into a schedule whose accounts and source are there.</summary>
internal sealed class ScheduledDrafting(IReadRepository<Account> accounts, ForeignAccounts foreign, ILedger ledger, IMultiTenantContextAccessor tenant)
{
    /// <exception cref="DomainException">
    /// <c>ledger.account_not_postable</c>, <c>ledger.currency_needed</c>: portions are in the base currency; <c>ledger.schedule_one_account</c>, <c>ledger.schedule_too_small</c>, <c>validation_error</c>, <c>money.too_many_decimals</c>.
    /// </exception>
    public async Task<(ScheduledEntry Schedule, AccountName From, AccountName To)> ReadAsync(ScheduledEntryDraft draft, CancellationToken ct)
    {
        var found = (await accounts.ListAsync(new AccountsById([draft.FromAccountId, draft.ToAccountId]), ct)).ToDictionary(account => account.Id);
        if (!found.TryGetValue(draft.FromAccountId, out var from) || !found.TryGetValue(draft.ToAccountId, out var to))
            throw new DomainException(LedgerErrors.AccountNotPostable);
        if ((await foreign.FindAsync([from.Id, to.Id], ct)).SelectMany(needed => needed).ToList() is [var needed, ..])
            throw new DomainException(LedgerErrors.CurrencyNeeded(needed));
        if (draft.SourceEntryId is { } source && await ledger.FindAsync(source, ct) is null)
            throw new DomainException(Error.Validation("sourceEntryId", "There is no such entry."));

        var currency = tenant.Tenant!.BaseCurrency;
        var plan = new SchedulePlan(draft.Kind, draft.Method, Money.FromAmount(draft.Total, currency).Minor, draft.StartsOn, draft.Months);
        return (ScheduledEntry.Add(tenant.OrganizationId, draft.Name, plan, currency, from, to, draft.SourceEntryId), NameOf(from), NameOf(to));
    }

    private static AccountName NameOf(Account account) => new(account.Id, account.Code, account.Name, account.Type);

    private sealed class AccountsById : Specification<Account>
    {
        public AccountsById(AccountId[] ids) => Query.Where(account => ids.Contains(account.Id));
    }
}

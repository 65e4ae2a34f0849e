using System.Globalization;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Application.Tenancy;
using Financbase.Domain.Ledger;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Turns what is typed or copied into rows, whose accounts are there and fit.</summary>
internal sealed class BudgetDesk(IBudgets budgets, IRepository<Account> accounts, IRepository<Organization> organizations, IMultiTenantContextAccessor tenant)
{
    /// <summary>The first day of the fiscal year that begins in that calendar year.</summary>
    /// <exception cref="DomainException"><c>validation_error</c>.</exception>
    public async Task<DateOnly> FirstMonthAsync(int fiscalYear, CancellationToken ct)
    {
        var first = (await organizations.FindAsync(tenant.OrganizationId, ct))!.FiscalYearStartMonth;
        return fiscalYear is >= 1900 and <= 2199
            ? new DateOnly(fiscalYear, first, 1)
            : throw new DomainException(Error.Validation("fiscalYear", "Choose a year between 1900 and 2199."));
    }

    /// <exception cref="DomainException">
    /// <c>budgets.account_not_for_budgets</c>, <c>budgets.account_twice</c>, <c>budgets.too_many_accounts</c>, <c>validation_error</c>, <c>money.too_many_decimals</c>.
    /// </exception>
    public async Task<IReadOnlyList<BudgetRow>> ReadAsync(IReadOnlyList<BudgetRowDraft> drafts, CancellationToken ct)
    {
        if (drafts.Count > Budget.MostAccounts)
            throw new DomainException(BudgetErrors.TooManyAccounts);

        var rows = drafts.Select((draft, place) => BudgetRow.Of(draft.AccountId, draft.Amounts, tenant.Tenant!.BaseCurrency, place)).ToList();
        if (rows.DistinctBy(row => row.AccountId).Count() < rows.Count)
            throw new DomainException(BudgetErrors.AccountTwice);
        if ((await accounts.ListAsync(new Fitting([.. rows.Select(row => row.AccountId)]), ct)).Count < rows.Count)
            throw new DomainException(BudgetErrors.AccountNotForBudgets);
        return rows;
    }

    /// <summary>What moved in the year before, changed by a percentage.</summary>
    /// <exception cref="DomainException"><c>budgets.too_many_accounts</c>, <c>validation_error</c>.</exception>
    public async Task<IReadOnlyList<BudgetRow>> FollowAsync(DateOnly firstMonth, decimal percent, CancellationToken ct)
    {
        if (percent is < -100 or > 1000)
            throw new DomainException(Error.Validation("changePercent", string.Create(CultureInfo.InvariantCulture, $"Choose -100 to 1000 percent.")));

        var before = firstMonth.AddYears(-1);
        var rows = (await budgets.ReadMovedAsync(before, firstMonth.AddDays(-1), ct)).GroupBy(moved => moved.Account.Id)
            .Select(account => BudgetRow.Following(
                account.Key, Enumerable.Range(0, Budget.Months).Select(month => account.Where(moved => moved.Month == before.AddMonths(month)).Sum(moved => moved.Minor)), percent))
            .Where(row => !row.IsEmpty).ToList();
        return rows.Count <= Budget.MostAccounts ? rows : throw new DomainException(BudgetErrors.TooManyAccounts);
    }

    private sealed class Fitting : Specification<Account>
    {
        public Fitting(AccountId[] ids) => Query.Where(account => ids.Contains(account.Id) && (account.Type == AccountType.Revenue || account.Type == AccountType.Expense));
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>What a budget meant beside what is in the books, for whole months of its year.</summary>
/// <param name="Id">The budget.</param>
/// <param name="Today">Without a last month, its year is read up to this day's month.</param>
/// <param name="From">A day of the first month; null for the first one of the year.</param>
/// <param name="To">A day of the last month; null for the one that is not over, or the last one of the year.</param>
/// <param name="Compare">What is put beside it.</param>
[RequirePermission(Permissions.Budgets.Read)]
public sealed record GetBudgetReport(BudgetId Id, DateOnly Today, DateOnly? From = null, DateOnly? To = null, Comparison Compare = Comparison.None) : IQuery<BudgetReport>;

internal sealed class GetBudgetReportHandler(IBudgets budgets, IMultiTenantContextAccessor tenant) : IHandler<GetBudgetReport, BudgetReport>
{
    public async Task<Result<BudgetReport>> Handle(GetBudgetReport request, CancellationToken cancellationToken)
    {
        if (await budgets.FindAsync(request.Id, cancellationToken) is not { } budget)
            return Error.NotFound("budget");

        var period = Period(budget.FirstMonth, request);
        if (period.From > period.To)
            return Error.Validation("from", "The first month comes before the last one.");

        var actual = await MovedAsync(period, cancellationToken);
        var beside = period.Before(request.Compare);
        var compared = beside is { } before ? await MovedAsync(before, cancellationToken) : null;
        var meant = budget.Rows.ToDictionary(row => row.Account, row => Meant(row, budget.FirstMonth, period));
        var lines = meant.Keys.Union(actual.Keys).Union(compared?.Keys ?? Enumerable.Empty<AccountName>())
            .OrderBy(account => account.Type).ThenBy(account => account.Code, StringComparer.Ordinal)
            .Select(account => (Account: account, Budgeted: meant.GetValueOrDefault(account), Actual: actual.GetValueOrDefault(account), Compared: compared?.GetValueOrDefault(account)))
            .Where(line => (line.Budgeted, line.Actual, line.Compared ?? 0) != (0, 0, 0)).ToList();
        return new BudgetReport(
            budget.Id, budget.Name, period.From, period.To, beside?.From, beside?.To,
            [.. lines.Select(line => new BudgetReportLine(line.Account, Figures(line.Budgeted, line.Actual, line.Compared)))],
            Sum(AccountType.Revenue), Sum(AccountType.Expense),
            Figures(Signed(line => line.Budgeted), Signed(line => line.Actual), compared is null ? null : Signed(line => line.Compared ?? 0)));

        BudgetFigures Sum(AccountType type)
        {
            var those = lines.Where(line => line.Account.Type == type).ToList();
            return Figures(those.Sum(line => line.Budgeted), those.Sum(line => line.Actual), compared is null ? null : those.Sum(line => line.Compared ?? 0));
        }

        long Signed(Func<(AccountName Account, long Budgeted, long Actual, long? Compared), long> figure) =>
            lines.Sum(line => line.Account.Type == AccountType.Revenue ? figure(line) : -figure(line));
    }

    private BudgetFigures Figures(long budgeted, long actual, long? compared) => BudgetFigures.Of(budgeted, actual, compared, tenant.Tenant!.BaseCurrency);

    // Whole months, within the year of the budget.
    private static ReportPeriod Period(DateOnly firstMonth, GetBudgetReport request)
    {
        var lastMonth = firstMonth.AddMonths(Budget.Months - 1);
        var from = Clamp(request.From ?? firstMonth);
        var until = Clamp(request.To ?? (request.Today < firstMonth ? lastMonth : request.Today));
        return new(from, until.AddMonths(1).AddDays(-1));

        DateOnly Clamp(DateOnly day)
        {
            var month = new DateOnly(day.Year, day.Month, 1);
            return month < firstMonth ? firstMonth : month > lastMonth ? lastMonth : month;
        }
    }

    private static long Meant(BudgetRowView row, DateOnly firstMonth, ReportPeriod period) =>
        row.Amounts.Where((_, month) => firstMonth.AddMonths(month) >= period.From && firstMonth.AddMonths(month) <= period.To).Sum(amount => amount.Minor);

    private async Task<Dictionary<AccountName, long>> MovedAsync(ReportPeriod period, CancellationToken ct) =>
        (await budgets.ReadMovedAsync(period.From, period.To, ct)).GroupBy(moved => moved.Account).ToDictionary(account => account.Key, account => account.Sum(moved => moved.Minor));
}

using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <param name="Id">The budget.</param>
/// <param name="Name">What people call it.</param>
/// <param name="FirstMonth">The first day of its fiscal year.</param>
/// <param name="ThresholdPercents">Each is told of when so much of an expense is spent.</param>
/// <param name="Accounts">How many have amounts.</param>
/// <param name="Revenue">Of the whole year.</param>
/// <param name="Expenses">Of the whole year.</param>
public sealed record BudgetSummary(BudgetId Id, string Name, DateOnly FirstMonth, IReadOnlyList<int> ThresholdPercents, int Accounts, Money Revenue, Money Expenses);

/// <param name="Id">The budget.</param>
/// <param name="Name">What people call it.</param>
/// <param name="FirstMonth">The first day of its fiscal year.</param>
/// <param name="ThresholdPercents">Each is told of when so much of an expense is spent.</param>
/// <param name="Rows">By account.</param>
public sealed record BudgetView(BudgetId Id, string Name, DateOnly FirstMonth, IReadOnlyList<int> ThresholdPercents, IReadOnlyList<BudgetRowView> Rows);

/// <param name="Account">A revenue or expense account.</param>
/// <param name="Amounts">Twelve, from the first month of the fiscal year on.</param>
/// <param name="Total">Of the year.</param>
public sealed record BudgetRowView(AccountName Account, IReadOnlyList<Money> Amounts, Money Total);

/// <param name="AccountId">A revenue or expense account.</param>
/// <param name="Amounts">Twelve in major units of the base currency, from the first month of the fiscal year on.</param>
public sealed record BudgetRowDraft(AccountId AccountId, IReadOnlyList<decimal> Amounts);

/// <param name="Text">In the name.</param>
public sealed record BudgetFilter(string? Text = null);

/// <param name="Id">The budget.</param>
/// <param name="Name">What people call it.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day of a month.</param>
/// <param name="ComparedFrom">The first day of what stands beside it.</param>
/// <param name="ComparedTo">The last day of what stands beside it.</param>
/// <param name="Lines">Revenue first, then expenses, each by code; what moved without a budget as well.</param>
/// <param name="Revenue">All revenue.</param>
/// <param name="Expenses">All expenses.</param>
/// <param name="Result">Revenue less expenses.</param>
public sealed record BudgetReport(
    BudgetId Id, string Name, DateOnly From, DateOnly To, DateOnly? ComparedFrom, DateOnly? ComparedTo, IReadOnlyList<BudgetReportLine> Lines,
    BudgetFigures Revenue, BudgetFigures Expenses, BudgetFigures Result);

/// <param name="Account">A revenue or expense account.</param>
/// <param name="Figures">What was meant and what came of it.</param>
public sealed record BudgetReportLine(AccountName Account, BudgetFigures Figures);

/// <param name="Budgeted">What was meant.</param>
/// <param name="Actual">What is in the books.</param>
/// <param name="Difference">Actual less budgeted.</param>
/// <param name="UsedPercent">Actual of budgeted, with one decimal; null without a budget.</param>
/// <param name="Compared">What was in the books in the period beside it.</param>
public sealed record BudgetFigures(Money Budgeted, Money Actual, Money Difference, decimal? UsedPercent, Money? Compared)
{
    internal static BudgetFigures Of(long budgeted, long actual, long? compared, Currency currency) => new(
        new Money(budgeted, currency), new Money(actual, currency), new Money(actual - budgeted, currency),
        budgeted > 0 ? decimal.Round(actual * 100m / budgeted, 1, MidpointRounding.AwayFromZero) : null,
        compared is { } before ? new Money(before, currency) : null);
}

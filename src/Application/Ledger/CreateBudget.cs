using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>Draws up a budget: from rows, from what moved in the year before, or both; a row counts instead of what moved.</summary>
/// <param name="Name">What people call it; no other budget is called that.</param>
/// <param name="FiscalYear">The calendar year in which the fiscal year begins.</param>
/// <param name="Rows">By account.</param>
/// <param name="ThresholdPercents">From so much of an expense on it is told; null for the usual ones.</param>
/// <param name="ChangePercent">With it, what moved in the year before is taken, and changed by so much.</param>
[RequirePermission(Permissions.Budgets.Manage)]
[Audited("budget.draw", "Drew up a budget")]
public sealed record CreateBudget(
    string Name, int FiscalYear, IReadOnlyList<BudgetRowDraft> Rows, IReadOnlyList<int>? ThresholdPercents = null, decimal? ChangePercent = null) : ICommand<BudgetView>;

internal sealed class CreateBudgetHandler(IRepository<Budget> all, IBudgets budgets, BudgetDesk desk, IMultiTenantContextAccessor tenant) : IHandler<CreateBudget, BudgetView>
{
    public async Task<Result<BudgetView>> Handle(CreateBudget command, CancellationToken cancellationToken)
    {
        var budget = Budget.Draw(tenant.OrganizationId, await desk.FirstMonthAsync(command.FiscalYear, cancellationToken), command.Name, command.ThresholdPercents ?? Budget.UsualThresholds);
        var rows = await desk.ReadAsync(command.Rows, cancellationToken);
        var followed = command.ChangePercent is { } percent ? await desk.FollowAsync(budget.FirstMonth, percent, cancellationToken) : [];
        List<BudgetRow> together = [.. rows.UnionBy(followed, row => row.AccountId)];
        if (together.Count > Budget.MostAccounts)
            return BudgetErrors.TooManyAccounts;

        all.Add(budget);
        await budgets.WriteAsync(budget, together, cancellationToken);
        return (await budgets.FindAsync(budget.Id, cancellationToken))!;
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Says a budget anew, with all its rows.</summary>
[RequirePermission(Permissions.Budgets.Manage)]
[Audited("budget.change", "Changed a budget")]
public sealed record UpdateBudget(BudgetId Id, string Name, IReadOnlyList<BudgetRowDraft> Rows, IReadOnlyList<int>? ThresholdPercents = null) : ICommand<BudgetView>;

internal sealed class UpdateBudgetHandler(IRepository<Budget> all, IBudgets budgets, BudgetDesk desk) : IHandler<UpdateBudget, BudgetView>
{
    public async Task<Result<BudgetView>> Handle(UpdateBudget command, CancellationToken cancellationToken)
    {
        await budgets.HoldAsync(command.Id, cancellationToken);
        if (await all.FindAsync(command.Id, cancellationToken) is not { } budget)
            return Error.NotFound("budget");

        budget.Change(command.Name, command.ThresholdPercents ?? Budget.UsualThresholds);
        await budgets.WriteAsync(budget, await desk.ReadAsync(command.Rows, cancellationToken), cancellationToken);
        return (await budgets.FindAsync(budget.Id, cancellationToken))!;
    }
}

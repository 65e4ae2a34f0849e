using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Forgets a budget; the books stay as they are.</summary>
[RequirePermission(Permissions.Budgets.Manage)]
[Audited("budget.delete", "Deleted a budget")]
public sealed record DeleteBudget(BudgetId Id) : ICommand<Done>;

internal sealed class DeleteBudgetHandler(IRepository<Budget> all, IBudgets budgets) : IHandler<DeleteBudget, Done>
{
    public async Task<Result<Done>> Handle(DeleteBudget command, CancellationToken cancellationToken)
    {
        await budgets.HoldAsync(command.Id, cancellationToken);
        if (await all.FindAsync(command.Id, cancellationToken) is not { } budget)
            return Error.NotFound("budget");

        await budgets.RemoveRowsAsync(budget.Id, cancellationToken);
        all.Remove(budget);
        return new Done();
    }
}

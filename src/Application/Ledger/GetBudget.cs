using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>One budget with its amounts.</summary>
[RequirePermission(Permissions.Budgets.Read)]
public sealed record GetBudget(BudgetId Id) : IQuery<BudgetView>;

internal sealed class GetBudgetHandler(IBudgets budgets) : IHandler<GetBudget, BudgetView>
{
    public async Task<Result<BudgetView>> Handle(GetBudget request, CancellationToken cancellationToken) =>
        await budgets.FindAsync(request.Id, cancellationToken) is { } budget ? budget : Error.NotFound("budget");
}

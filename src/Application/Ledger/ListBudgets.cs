using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Ledger;

/// <summary>Budgets, the latest year first.</summary>
[RequirePermission(Permissions.Budgets.Read)]
public sealed record ListBudgets(BudgetFilter Filter, PageRequest Page) : IQuery<Page<BudgetSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-firstMonth", "name");
}

internal sealed class ListBudgetsHandler(IBudgets budgets) : IHandler<ListBudgets, Page<BudgetSummary>>
{
    public async Task<Result<Page<BudgetSummary>>> Handle(ListBudgets request, CancellationToken cancellationToken) =>
        await budgets.ListAsync(request.Filter, request.Page, cancellationToken);
}

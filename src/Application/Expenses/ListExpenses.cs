using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Expenses;

/// <summary>Expenses, the latest first unless told otherwise.</summary>
[RequirePermission(Permissions.Expenses.Read)]
public sealed record ListExpenses(ExpenseFilter Filter, PageRequest Page) : IQuery<Page<ExpenseSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-spentOn", "payee");
}

internal sealed class ListExpensesHandler(IExpenses books) : IHandler<ListExpenses, Page<ExpenseSummary>>
{
    public async Task<Result<Page<ExpenseSummary>>> Handle(ListExpenses request, CancellationToken cancellationToken) =>
        await books.ListAsync(request.Filter, request.Page, cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>One expense with its taxes and others that might be the same one.</summary>
[RequirePermission(Permissions.Expenses.Read)]
public sealed record GetExpense(ExpenseId Id) : IQuery<ExpenseView>;

internal sealed class GetExpenseHandler(IExpenses books) : IHandler<GetExpense, ExpenseView>
{
    public async Task<Result<ExpenseView>> Handle(GetExpense request, CancellationToken cancellationToken) =>
        await books.FindAsync(request.Id, cancellationToken) is { } expense ? expense : Error.NotFound("expense");
}

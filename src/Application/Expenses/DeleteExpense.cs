using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>Forgets a draft or a rejected expense, with its files. What waits or is in the books is voided instead.</summary>
[RequirePermission(Permissions.Expenses.Submit)]
[Audited("expense.delete", "Deleted a draft of an expense")]
public sealed record DeleteExpense(ExpenseId Id) : ICommand<Done>;

internal sealed class DeleteExpenseHandler(ExpenseDesk desk, IRepository<Expense> expenses) : IHandler<DeleteExpense, Done>
{
    public async Task<Result<Done>> Handle(DeleteExpense command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");

        expense.RequireDraft();
        expenses.Remove(expense);
        return new Done();
    }
}

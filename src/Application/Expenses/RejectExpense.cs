using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>Says that an expense is not accepted. Corrected, it can be handed in again.</summary>
/// <param name="Id">An expense that waits.</param>
/// <param name="Reason">Why, for whoever handed it in.</param>
[RequirePermission(Permissions.Expenses.Approve)]
[Audited("expense.reject", "Rejected an expense")]
public sealed record RejectExpense(ExpenseId Id, string? Reason = null) : ICommand<DecidedExpense>, IMovesNothing;

internal sealed class RejectExpenseHandler(ExpenseDesk desk, ICurrentPrincipal principal, TimeProvider clock) : IHandler<RejectExpense, DecidedExpense>
{
    public async Task<Result<DecidedExpense>> Handle(RejectExpense command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");
        if (principal.Current.UserId is not { } by)
            return ExpensesErrors.NeedsPerson;

        expense.Reject(by, command.Reason, clock.GetUtcNow());
        return new DecidedExpense(expense.Id, expense.Status, expense.Gross);
    }
}

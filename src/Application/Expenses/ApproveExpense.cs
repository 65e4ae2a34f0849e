using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>
/// Approves an expense and posts it. Nobody approves what they entered, handed in or get money for, unless nobody else in the organization may decide.
/// </summary>
/// <param name="Id">An expense that waits.</param>
/// <param name="PostedOn">The day of its entry, where its own is closed; not before that. Null for the expense's own.</param>
[RequirePermission(Permissions.Expenses.Approve)]
[Audited("expense.approve", "Approved an expense")]
public sealed record ApproveExpense(ExpenseId Id, DateOnly? PostedOn = null) : ICommand<DecidedExpense>;

/// <param name="Id">The expense.</param>
/// <param name="Status">Approved or rejected.</param>
/// <param name="Gross">What was paid.</param>
public sealed record DecidedExpense(ExpenseId Id, ExpenseStatus Status, Money Gross);

internal sealed class ApproveExpenseHandler(ExpenseDesk desk, ExpensePosting posting, BillApprovers approvers, AmountLimits limits, ICurrentPrincipal principal)
    : IHandler<ApproveExpense, DecidedExpense>
{
    public async Task<Result<DecidedExpense>> Handle(ApproveExpense command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");
        if (principal.Current.UserId is not { } by)
            return ExpensesErrors.NeedsPerson;

        var moved = new Moved(expense.Gross, expense.SpentOn);
        await limits.RequireAsync(Permissions.Expenses.Approve, moved, cancellationToken);
        var isAlone = expense.Concerns(by) && await approvers.IsAloneAsync(by, Permissions.Expenses.Approve, moved, cancellationToken);
        await posting.ApproveAsync(expense, by, isAlone, command.PostedOn, cancellationToken);
        return new DecidedExpense(expense.Id, expense.Status, expense.Gross);
    }
}

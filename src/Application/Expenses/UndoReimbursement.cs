using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Expenses;

/// <summary>Takes back that a member got their money: its entry is reversed, and it is owed again.</summary>
/// <param name="Id">An expense that was paid back.</param>
/// <param name="Date">The day of the reversal; null, or a day before the entry's own, takes that.</param>
[RequirePermission(Permissions.Expenses.Reimburse)]
[Audited("expense.undo_reimbursement", "Took back that an expense was paid back")]
public sealed record UndoReimbursement(ExpenseId Id, DateOnly? Date = null) : ICommand<Done>;

internal sealed class UndoReimbursementValidator : AbstractValidator<UndoReimbursement>
{
    public UndoReimbursementValidator() => RuleFor(request => request.Date).MustBeDayOfBooks();
}

internal sealed class UndoReimbursementHandler(ExpenseDesk desk, ExpensePosting posting) : IHandler<UndoReimbursement, Done>
{
    public async Task<Result<Done>> Handle(UndoReimbursement command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");

        await posting.OweAgainAsync(expense, command.Date, cancellationToken);
        return new Done();
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Expenses;

/// <summary>Takes back that a member got money: its entry is reversed, and so much is owed again.</summary>
/// <param name="Id">An expense of which something was paid back.</param>
/// <param name="Date">The day of the reversal; null, or a day before the entry's own, takes that.</param>
/// <param name="ReimbursementId">Which part of it; null for the last one.</param>
[RequirePermission(Permissions.Expenses.Reimburse)]
[Audited("expense.undo_reimbursement", "Took back that an expense was paid back")]
public sealed record UndoReimbursement(ExpenseId Id, DateOnly? Date = null, ReimbursementId? ReimbursementId = null) : ICommand<Done>;

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

        await posting.OweAgainAsync(expense, command.ReimbursementId, command.Date, cancellationToken);
        return new Done();
    }
}

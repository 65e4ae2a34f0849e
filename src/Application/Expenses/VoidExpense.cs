using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Expenses;

/// <summary>Takes an expense back before it was paid back: its entry, where it has one, is reversed.</summary>
/// <param name="Id">An expense that waits or is approved.</param>
/// <param name="Date">The day of the reversal; null, or a day before the entry's own, takes that.</param>
/// <param name="Reason">Why, for people.</param>
[RequirePermission(Permissions.Expenses.Void)]
[Audited("expense.void", "Voided an expense")]
public sealed record VoidExpense(ExpenseId Id, DateOnly? Date = null, string? Reason = null) : ICommand<Done>;

internal sealed class VoidExpenseValidator : AbstractValidator<VoidExpense>
{
    public VoidExpenseValidator() => RuleFor(request => request.Date).MustBeDayOfBooks();
}

internal sealed class VoidExpenseHandler(ExpenseDesk desk, ExpensePosting posting) : IHandler<VoidExpense, Done>
{
    public async Task<Result<Done>> Handle(VoidExpense command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");

        await posting.VoidAsync(expense, command.Date, command.Reason, cancellationToken);
        return new Done();
    }
}

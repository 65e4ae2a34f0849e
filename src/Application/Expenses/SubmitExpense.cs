using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>Hands an expense in: from now on it waits for somebody else to approve or reject it.</summary>
[RequirePermission(Permissions.Expenses.Submit)]
[Audited("expense.submit", "Handed in an expense")]
public sealed record SubmitExpense(ExpenseId Id) : ICommand<SubmittedExpense>;

/// <param name="Id">The expense.</param>
/// <param name="Status">It waits.</param>
/// <param name="Gross">What was paid.</param>
/// <param name="Duplicates">Other expenses that might be the same one.</param>
public sealed record SubmittedExpense(ExpenseId Id, ExpenseStatus Status, Money Gross, IReadOnlyList<ExpenseTwin> Duplicates);

internal sealed class SubmitExpenseHandler(ExpenseDesk desk, IExpenses books, ExpenseDrafting drafting, ICurrentPrincipal principal, TimeProvider clock)
    : IHandler<SubmitExpense, SubmittedExpense>
{
    public async Task<Result<SubmittedExpense>> Handle(SubmitExpense command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");

        expense.RequireDraft();
        expense.Submit(await drafting.TaxNowAsync(expense.TaxRateId, cancellationToken), principal.Current.UserId, clock.GetUtcNow());
        return new SubmittedExpense(expense.Id, expense.Status, expense.Gross, await books.FindTwinsAsync(expense.Id, cancellationToken));
    }
}

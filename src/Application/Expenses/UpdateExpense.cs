using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Expenses;

/// <summary>Says anew what a draft or a rejected expense is to be.</summary>
[RequirePermission(Permissions.Expenses.Submit)]
[Audited("expense.change", "Changed a draft of an expense")]
public sealed record UpdateExpense(ExpenseId Id, ExpenseDraft Draft) : ICommand<DraftedExpense>;

internal sealed class UpdateExpenseHandler(ExpenseDesk desk, IExpenses books, ExpenseDrafting drafting, ICurrentPrincipal principal) : IHandler<UpdateExpense, DraftedExpense>
{
    public async Task<Result<DraftedExpense>> Handle(UpdateExpense command, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(command.Id, cancellationToken) is not { } expense)
            return Error.NotFound("expense");

        expense.RequireDraft();
        expense.Change(await drafting.ReadAsync(command.Draft, cancellationToken), principal.Current.UserId);
        await books.StoreAsync(cancellationToken);
        return new DraftedExpense(expense.Id, await books.FindTwinsAsync(expense.Id, cancellationToken));
    }
}

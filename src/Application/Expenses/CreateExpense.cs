using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;

namespace Financbase.Application.Expenses;

/// <summary>Records what was spent, as a draft. It is in no books before it is approved.</summary>
[RequirePermission(Permissions.Expenses.Submit)]
[Audited("expense.draft", "Recorded an expense")]
public sealed record CreateExpense(ExpenseDraft Draft) : ICommand<DraftedExpense>;

/// <param name="Id">The expense.</param>
/// <param name="Duplicates">Other expenses that might be the same one.</param>
public sealed record DraftedExpense(ExpenseId Id, IReadOnlyList<ExpenseTwin> Duplicates);

internal sealed class CreateExpenseHandler(
    IRepository<Expense> expenses, IExpenses books, ExpenseDrafting drafting, ICurrentPrincipal principal, IMultiTenantContextAccessor tenant)
    : IHandler<CreateExpense, DraftedExpense>
{
    public async Task<Result<DraftedExpense>> Handle(CreateExpense command, CancellationToken cancellationToken)
    {
        var expense = Expense.Draft(tenant.OrganizationId, await drafting.ReadAsync(command.Draft, cancellationToken), principal.Current.UserId);
        expenses.Add(expense);
        await books.StoreAsync(cancellationToken);
        return new DraftedExpense(expense.Id, await books.FindTwinsAsync(expense.Id, cancellationToken));
    }
}

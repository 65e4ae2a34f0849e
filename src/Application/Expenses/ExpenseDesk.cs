using Financbase.Application.Persistence;
using Financbase.Domain.Expenses;

namespace Financbase.Application.Expenses;

/// <summary>Finds an expense and holds it.</summary>
internal sealed class ExpenseDesk(IRepository<Expense> expenses, IExpenses books)
{
    /// <summary>The expense, held until the transaction ends.</summary>
    public async Task<Expense?> FindAsync(ExpenseId id, CancellationToken ct)
    {
        await books.HoldAsync(id, ct);
        return await expenses.FindAsync(id, ct);
    }
}

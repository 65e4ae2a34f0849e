using Financbase.Application.Paging;
using Financbase.Domain.Expenses;

namespace Financbase.Application.Expenses;

/// <summary>How expenses are held and read.</summary>
public interface IExpenses
{
    /// <summary>Lets nobody else change this expense until the transaction ends. Ask before it is read.</summary>
    Task HoldAsync(ExpenseId id, CancellationToken ct);

    /// <summary>Writes what was changed, for reads that follow in the same use case.</summary>
    Task StoreAsync(CancellationToken ct);

    Task<Page<ExpenseSummary>> ListAsync(ExpenseFilter filter, PageRequest page, CancellationToken ct);

    Task<ExpenseView?> FindAsync(ExpenseId id, CancellationToken ct);

    /// <summary>
    /// Other expenses that are neither void nor rejected and might be the same: of the same day, payee and amount, in whatever case the payee is
    /// written. At most ten.
    /// </summary>
    Task<IReadOnlyList<ExpenseTwin>> FindTwinsAsync(ExpenseId id, CancellationToken ct);
}

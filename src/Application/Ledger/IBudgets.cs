using Financbase.Application.Paging;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Budgets of the current organization, and what really moved in their months.</summary>
public interface IBudgets
{
    Task<Page<BudgetSummary>> ListAsync(BudgetFilter filter, PageRequest page, CancellationToken ct);

    Task<BudgetView?> FindAsync(BudgetId id, CancellationToken ct);

    /// <summary>Until the end of the transaction nobody else writes it.</summary>
    Task HoldAsync(BudgetId id, CancellationToken ct);

    /// <summary>These instead of those that there are; months without an amount are left out.</summary>
    Task WriteAsync(Budget budget, IReadOnlyList<BudgetRow> rows, CancellationToken ct);

    /// <summary>With everything that was told of it.</summary>
    Task RemoveRowsAsync(BudgetId id, CancellationToken ct);

    /// <summary>What moved in revenue and expense accounts, by account and month; revenue and expenses are above zero.</summary>
    Task<IReadOnlyList<MonthMoved>> ReadMovedAsync(DateOnly from, DateOnly to, CancellationToken ct);

    /// <summary>Notes down which expenses came near their amounts or went beyond in these months, and says of which it was not known before: of several thresholds passed at once the highest, and none below one that was told.</summary>
    Task<IReadOnlyList<IDomainEvent>> TakeReachedAsync(DateOnly fromMonth, DateOnly toMonth, int most, CancellationToken ct);
}

/// <param name="Account">Where.</param>
/// <param name="Month">The first day of the month.</param>
/// <param name="Minor">In minor units of the base currency.</param>
public sealed record MonthMoved(AccountName Account, DateOnly Month, long Minor);

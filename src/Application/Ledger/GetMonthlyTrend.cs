using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Ledger;

/// <summary>Revenue, expenses and money of the last twelve months, the current one among them.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetMonthlyTrend(DateOnly Today) : IQuery<MonthlyTrend>;

/// <param name="Months">Twelve, oldest first; the last one is not over.</param>
/// <param name="Cash">In accounts of the subtypes cash and bank at the end of today.</param>
/// <param name="HasAccounts">There is a chart of accounts.</param>
public sealed record MonthlyTrend(IReadOnlyList<MonthFigures> Months, Money Cash, bool HasAccounts)
{
    public const int Length = 12;
}

/// <param name="Month">The first day of the month.</param>
/// <param name="Revenue">Earned in the month.</param>
/// <param name="Expenses">Spent in the month.</param>
/// <param name="Cash">At the end of the month; of the current one, by now.</param>
public sealed record MonthFigures(DateOnly Month, Money Revenue, Money Expenses, Money Cash)
{
    public Money Profit => Revenue - Expenses;

    public DateOnly LastDay => Month.AddMonths(1).AddDays(-1);
}

/// <summary>Sums by month, of the current organization in the current transaction.</summary>
public interface IMonthlyFigures
{
    Task<MonthlyTrend> ReadAsync(DateOnly today, CancellationToken ct);
}

internal sealed class GetMonthlyTrendHandler(IMonthlyFigures figures) : IHandler<GetMonthlyTrend, MonthlyTrend>
{
    public async Task<Result<MonthlyTrend>> Handle(GetMonthlyTrend request, CancellationToken cancellationToken) =>
        await figures.ReadAsync(request.Today, cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>What every account holds at the end of a day.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Basis">When invoices and bills count.</param>
/// <param name="Compare">What is put beside it.</param>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetTrialBalance(DateOnly AsOf, Basis Basis = Basis.Accrual, Comparison Compare = Comparison.None) : IQuery<TrialBalance>;

internal sealed class GetTrialBalanceHandler(ILedgerReports reports) : IHandler<GetTrialBalance, TrialBalance>
{
    public async Task<Result<TrialBalance>> Handle(GetTrialBalance request, CancellationToken cancellationToken)
    {
        var report = await reports.ReadTrialBalanceAsync(request.AsOf, request.Basis, cancellationToken);
        return ReportPeriod.DayBefore(request.AsOf, request.Compare) is { } day ? report.Beside(await reports.ReadTrialBalanceAsync(day, request.Basis, cancellationToken)) : report;
    }
}

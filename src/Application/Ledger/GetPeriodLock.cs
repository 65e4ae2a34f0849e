using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Ledger;

/// <summary>Up to which day the books are closed, for everybody and for those who may not close them.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetPeriodLock : IQuery<PeriodLock>;

internal sealed class GetPeriodLockHandler(ILedgerReports reports) : IHandler<GetPeriodLock, PeriodLock>
{
    public async Task<Result<PeriodLock>> Handle(GetPeriodLock request, CancellationToken cancellationToken) =>
        await reports.ReadPeriodsAsync(cancellationToken);
}

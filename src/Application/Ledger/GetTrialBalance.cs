using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Ledger;

/// <summary>What every account holds at the end of a day.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetTrialBalance(DateOnly AsOf) : IQuery<TrialBalance>;

internal sealed class GetTrialBalanceHandler(ILedgerReports reports) : IHandler<GetTrialBalance, TrialBalance>
{
    public async Task<Result<TrialBalance>> Handle(GetTrialBalance request, CancellationToken cancellationToken) =>
        await reports.ReadTrialBalanceAsync(request.AsOf, cancellationToken);
}

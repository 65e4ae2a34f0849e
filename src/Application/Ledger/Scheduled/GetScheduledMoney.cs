using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger.Scheduled;

/// <summary>What active schedules will move into accounts of the subtypes cash and bank, by the weeks of a forecast; below zero out of them.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record GetScheduledMoney(DateOnly Today) : IQuery<IReadOnlyList<DueInWeek>>;

internal sealed class GetScheduledMoneyHandler(IScheduledEntries schedules) : IHandler<GetScheduledMoney, IReadOnlyList<DueInWeek>>
{
    public async Task<Result<IReadOnlyList<DueInWeek>>> Handle(GetScheduledMoney request, CancellationToken cancellationToken)
    {
        var coming = await schedules.ListMoneyAsync(CashForecast.LastDay(request.Today), cancellationToken);
        return CashForecast.ByWeek(request.Today, coming.SelectMany(one => one.Schedule.ComingTo(one.Account))).ToArray();
    }
}

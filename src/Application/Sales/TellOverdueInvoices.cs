using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Sales;

/// <summary>
/// Books an event for each invoice whose last day to pay is over, once for each such day, however often it runs and by how many
/// at once.
/// </summary>
/// <param name="Most">So many at a time.</param>
[PlatformOnly]
[NotAudited("it changes nothing that anybody answers for; what it finds is an event")]
public sealed record TellOverdueInvoices(int Most = 500) : ICommand<int>;

internal sealed class TellOverdueInvoicesHandler(ISettlements settlements, InvoiceDrafting drafting, IEventLog events) : IHandler<TellOverdueInvoices, int>
{
    public async Task<Result<int>> Handle(TellOverdueInvoices command, CancellationToken cancellationToken)
    {
        var overdue = await settlements.TakeOverdueAsync(await drafting.TodayAsync(cancellationToken), command.Most, cancellationToken);
        await events.AppendAsync([.. overdue], cancellationToken);
        return overdue.Count;
    }
}

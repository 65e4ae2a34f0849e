using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Ledger;

/// <summary>
/// Books an event for each expense that came near what was meant for a month, and for each that went beyond: once for each budget,
/// account and month, however often it runs and by how many at once. It looks at this month and the two before, in which something may still be posted.
/// </summary>
/// <param name="Today">A day of this month.</param>
/// <param name="Most">So many at a time.</param>
[PlatformOnly]
[NotAudited("it changes nothing that anybody answers for; what it finds is an event")]
public sealed record TellBudgets(DateOnly Today, int Most = 500) : ICommand<int>;

internal sealed class TellBudgetsHandler(IBudgets budgets, IEventLog events) : IHandler<TellBudgets, int>
{
    public async Task<Result<int>> Handle(TellBudgets command, CancellationToken cancellationToken)
    {
        var month = new DateOnly(command.Today.Year, command.Today.Month, 1);
        var reached = await budgets.TakeReachedAsync(month.AddMonths(-2), month, command.Most, cancellationToken);
        await events.AppendAsync([.. reached], cancellationToken);
        return reached.Count;
    }
}

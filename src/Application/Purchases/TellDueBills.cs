using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Purchases;

/// <summary>
/// Books an event for each approved bill that is to be paid within three days, once for each last day to pay, however often it runs and by how many
/// at once.
/// </summary>
/// <param name="Most">So many at a time.</param>
[PlatformOnly]
[NotAudited("it changes nothing that anybody answers for; what it finds is an event")]
public sealed record TellDueBills(int Most = 500) : ICommand<int>;

internal sealed class TellDueBillsHandler(IVendorSettlements settlements, DocumentReferences references, IEventLog events) : IHandler<TellDueBills, int>
{
    private const int DaysAhead = 3;

    public async Task<Result<int>> Handle(TellDueBills command, CancellationToken cancellationToken)
    {
        var today = await references.TodayAsync(cancellationToken);
        var due = await settlements.TakeDueAsync(today, today.AddDays(DaysAhead), command.Most, cancellationToken);
        await events.AppendAsync([.. due], cancellationToken);
        return due.Count;
    }
}

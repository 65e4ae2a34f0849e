using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Events;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Ledger;

/// <summary>Works the books out anew, once on each day, and books an event where anything differs.</summary>
/// <param name="Day">A second run of the same day does nothing.</param>
[PlatformOnly]
[NotAudited("it changes nothing that anybody answers for; what it finds is an event")]
public sealed record TellLedgerFaults(DateOnly Day) : ICommand<int>;

internal sealed class TellLedgerFaultsHandler(ILedgerChecks days, LedgerExamination examination, IEventLog events) : IHandler<TellLedgerFaults, int>
{
    private const int MostSentences = 10;

    public async Task<Result<int>> Handle(TellLedgerFaults command, CancellationToken cancellationToken)
    {
        if (!await days.TakeAsync(command.Day, cancellationToken))
            return 0;

        var faults = (await examination.RunAsync(cancellationToken)).Faults;
        if (faults.Count > 0)
        {
            await events.AppendAsync(
                [new LedgerFaultsFound(command.Day, faults.Count, [.. faults.Select(fault => fault.Kind).Distinct()], [.. faults.Take(MostSentences).Select(fault => fault.Sentence)])],
                cancellationToken);
        }

        return faults.Count;
    }
}

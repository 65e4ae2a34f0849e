using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Ledger;

/// <summary>Journals that were taken in and not taken back, the latest first, at most 100.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record ListTakenJournals : IQuery<IReadOnlyList<TakenJournal>>;

internal sealed class ListTakenJournalsHandler(IMovedIn movedIn) : IHandler<ListTakenJournals, IReadOnlyList<TakenJournal>>
{
    private const int Most = 100;

    public async Task<Result<IReadOnlyList<TakenJournal>>> Handle(ListTakenJournals request, CancellationToken cancellationToken) =>
        (await movedIn.ListJournalsAsync(Most, cancellationToken)).ToList();
}

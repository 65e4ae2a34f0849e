using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;

namespace Financbase.Application.Ledger;

/// <summary>The journal with all postings, oldest first, for programs that take the books along.</summary>
[PlatformOnly]
public sealed record ListWholeEntries(PageRequest Page) : IQuery<Page<JournalEntryView>>, ISorted
{
    public static Sorts Sorts { get; } = new("date");
}

internal sealed class ListWholeEntriesHandler(ILedgerReports reports) : IHandler<ListWholeEntries, Page<JournalEntryView>>
{
    public async Task<Result<Page<JournalEntryView>>> Handle(ListWholeEntries request, CancellationToken cancellationToken) =>
        await reports.ListWholeEntriesAsync(request.Page, cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Ledger;

/// <summary>The journal, newest day first unless told otherwise.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed record ListJournalEntries(JournalEntryFilter Filter, PageRequest Page) : IQuery<Page<JournalEntrySummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-date");
}

internal sealed class ListJournalEntriesHandler(ILedgerReports reports) : IHandler<ListJournalEntries, Page<JournalEntrySummary>>
{
    public async Task<Result<Page<JournalEntrySummary>>> Handle(ListJournalEntries request, CancellationToken cancellationToken) =>
        await reports.ListEntriesAsync(request.Filter, request.Page, cancellationToken);
}

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

/// <summary>The chart of accounts, for the same programs.</summary>
[PlatformOnly]
public sealed record ListChart(PageRequest Page) : IQuery<Page<AccountView>>, ISorted
{
    public static Sorts Sorts { get; } = ListAccounts.Sorts;
}

internal sealed class ListWholeEntriesHandler(ILedgerReports reports) : IHandler<ListWholeEntries, Page<JournalEntryView>>
{
    public async Task<Result<Page<JournalEntryView>>> Handle(ListWholeEntries request, CancellationToken cancellationToken) =>
        await reports.ListWholeEntriesAsync(request.Page, cancellationToken);
}

internal sealed class ListChartHandler(ILedgerReports reports) : IHandler<ListChart, Page<AccountView>>
{
    public async Task<Result<Page<AccountView>>> Handle(ListChart request, CancellationToken cancellationToken) =>
        await reports.ListAccountsAsync(new(), request.Page, cancellationToken);
}

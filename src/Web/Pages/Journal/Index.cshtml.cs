using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Journal;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<JournalEntrySummary> Csv = CsvFormat.Of<JournalEntrySummary>(
        ("Date", row => row.Date),
        ("Memo", row => row.Memo),
        ("Source", row => row.Source),
        ("Total", row => row.Total),
        ("Postings", row => row.Postings),
        ("Reverses", row => row.Reverses?.Value),
        ("Reversed by", row => row.ReversedBy?.Value),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public JournalEntrySource? Source { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<JournalEntrySummary> Entries { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || From is not null || To is not null || Source is not null;

    private JournalEntryFilter Filter => new(Text, From, To, Source);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListJournalEntries(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Entries = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<JournalEntrySummary>(sender, page => new ListJournalEntries(filter, page), Csv, "journal");
    }
}

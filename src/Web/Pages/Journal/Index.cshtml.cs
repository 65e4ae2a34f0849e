using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Pages.Projects;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Journal;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    internal static readonly DownloadFormat<JournalEntrySummary> Csv = CsvFormat.Of<JournalEntrySummary>(
        ("Date", row => row.Date),
        ("Memo", row => row.Memo),
        ("Source", row => row.Source),
        ("Total", row => row.Total),
        ("Postings", row => row.Postings),
        ("Tags", row => TagWords.Write(row.Tags)),
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
    public Guid? Project { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Tag { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public IReadOnlyList<Choice> Projects { get; private set; } = [];

    public Page<JournalEntrySummary> Entries { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || From is not null || To is not null || Source is not null || Project is not null || !string.IsNullOrWhiteSpace(Tag);

    private JournalEntryFilter Filter => new(
        Text, From, To, Source, Project is { } project ? new ProjectId(project) : null, string.IsNullOrWhiteSpace(Tag) ? null : Tag);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListJournalEntries(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Entries = found.Value;
        Projects = await OfferedProjects.ChoicesAsync(sender, Project, ct);
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<JournalEntrySummary>(sender, page => new ListJournalEntries(filter, page), Csv, "journal");
    }
}

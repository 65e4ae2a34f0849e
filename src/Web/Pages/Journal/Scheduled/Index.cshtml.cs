using Financbase.Application.Access;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Journal.Scheduled;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<ScheduledEntrySummary> Csv = CsvFormat.Of<ScheduledEntrySummary>(
        ("Name", row => row.Name),
        ("Kind", row => row.Kind),
        ("Status", row => row.Status),
        ("From", row => $"{row.From.Code} {row.From.Name}"),
        ("To", row => $"{row.To.Code} {row.To.Name}"),
        ("Starts", row => row.StartsOn),
        ("Ends", row => row.EndsOn),
        ("Next", row => row.NextOn),
        ("Posted", row => row.Posted),
        ("Portions", row => row.Portions),
        ("Total", row => row.Total),
        ("Left", row => row.Left),
        ("Held up by", row => row.Failure),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public ScheduledStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ScheduledEntrySummary> Schedules { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Status is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListScheduledEntries(new(Text, Status), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Schedules = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = new ScheduledEntryFilter(Text, Status);
        return new ListDownload<ScheduledEntrySummary>(sender, page => new ListScheduledEntries(filter, page), Csv, "scheduled-entries");
    }
}

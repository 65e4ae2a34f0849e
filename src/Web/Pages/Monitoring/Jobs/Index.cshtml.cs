using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Jobs;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows.Replays;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Monitoring.Jobs;

/// <summary>What workers do for the organization. Follows what is under way by polling.</summary>
[RequirePermission(Permissions.Monitoring.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<JobView> Csv = CsvFormat.Of<JobView>(
        ("Job", row => row.Title),
        ("Kind", row => row.Kind),
        ("State", row => row.State),
        ("Done", row => row.Done),
        ("Of", row => row.Total),
        ("Queued", row => row.QueuedAt),
        ("Started", row => row.StartedAt),
        ("Finished", row => row.FinishedAt),
        ("Error", row => row.Error),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public JobState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public JobKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<JobView> Jobs { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => State is not null || Kind is not null || !string.IsNullOrWhiteSpace(Text);

    public bool IsLive => Jobs.Items.Any(job => !job.IsEnded);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    public IActionResult OnGetCsv() => new ListDownload<JobView>(sender, List, Csv, "jobs");

    [Sends<CancelStatementImport>]
    public async Task<IActionResult> OnPostCancelAsync(Guid import, CancellationToken ct)
    {
        var cancelled = await sender.Send(new CancelStatementImport(new StatementImportId(import)), ct);
        if (cancelled.Error is { } error)
        {
            return await ShowAsync(error, ct);
        }

        this.Toast("The import is cancelled. Nothing of it was stored.");
        return RedirectToPage(new { State, Kind, Text });
    }

    [Sends<CancelReplay>]
    public async Task<IActionResult> OnPostCancelReplayAsync(Guid replay, CancellationToken ct)
    {
        var cancelled = await sender.Send(new CancelReplay(new JobId(replay)), ct);
        if (cancelled.Error is { } error)
        {
            return await ShowAsync(error, ct);
        }

        this.Toast("Cancelled. What was run again before stays so.");
        return RedirectToPage(new { State, Kind, Text });
    }

    private ListJobs List(PageRequest page) => new(page, Text, State, Kind);

    private async Task<IActionResult> ShowAsync(Error? refused, CancellationToken ct)
    {
        var found = await sender.Send(List(new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Jobs = found.Value;
        return refused is not null ? this.Invalid(refused)
            : Request.Headers["HX-Request-Type"] == "partial" ? Partial("_Jobs", this)
            : Page();
    }
}

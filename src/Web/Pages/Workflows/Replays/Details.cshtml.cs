using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Workflows.Replays;
using Financbase.Domain.Access;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Workflows.Replays;

/// <summary>How a bulk replay stands. Follows it by polling; without scripts, by a link that shows it anew.</summary>
[RequirePermission(Permissions.Executions.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ReplayProgress Replay { get; private set; } = null!;

    public bool IsLive => Replay.Status is JobState.Queued or JobState.Running;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    [Sends<CancelReplay>]
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        var cancelled = await sender.Send(new CancelReplay(new JobId(Id)), ct);
        if (cancelled.Error is { } error)
            return await ShowAsync(error, ct);

        this.Toast("Cancelled. What was run again before stays so.");
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> ShowAsync(Error? refused, CancellationToken ct)
    {
        var found = await sender.Send(new GetReplay(new JobId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Replay = found.Value;
        return refused is not null ? this.Invalid(refused)
            : Request.Headers["HX-Request-Type"] == "partial" ? Partial("_Replay", this)
            : Page();
    }
}

using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class RevaluationModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? AsOf { get; set; }

    public RevaluationView? Report { get; private set; }

    /// <summary>Why there is no report, or why it was not posted.</summary>
    public string? Refusal { get; private set; }

    public DateOnly Day => AsOf ?? Days.Today(clock, Appearance.Of(Request).Zone);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetRevaluation(Day), ct);
        if (found.Error is { Kind: ErrorKind.Forbidden } refused)
            return this.Refused(refused);

        Report = found.Error is null ? found.Value : null;
        Refusal ??= found.Error?.Message;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var shown = await OnGetAsync(ct);
        return Report is { } report ? ReportFiles.Revaluation.Of(report, $"revaluation {report.Day:O}") : shown;
    }

    [Sends<Revalue>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var posted = await sender.Send(new Revalue(Day), ct);
        if (posted.Error is { Kind: ErrorKind.Forbidden } refused)
            return this.Refused(refused);
        if (posted.Error is { } error)
        {
            Refusal = error.Message;
            return await OnGetAsync(ct);
        }

        this.Toast("The revaluation is posted, and taken back on the next day.");
        return RedirectToPage(new { asOf = $"{Day:O}" });
    }
}

using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class ByProjectModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    public ProjectStatementView Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var report = await sender.Send(new GetProfitAndLossByProject(From, To ?? Days.Today(clock, Appearance.Of(Request).Zone)), ct);
        if (report.Error is { } error)
            return this.Refused(error);

        Report = report.Value;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var shown = await OnGetAsync(ct);
        return shown is PageResult ? ReportFiles.ByProject.Of(Report, $"profit and loss by project {Report.To:O}") : shown;
    }
}

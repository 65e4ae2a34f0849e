using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Bills.Read)]
public sealed class AgedPayablesModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? AsOf { get; set; }

    [BindProperty(SupportsGet = true)]
    public Comparison Compare { get; set; }

    public AgedPayables Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var report = await sender.Send(new GetAgedPayables(AsOf ?? Days.Today(clock, Appearance.Of(Request).Zone), Compare), ct);
        if (report.Error is { } error)
            return this.Refused(error);

        Report = report.Value;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var shown = await OnGetAsync(ct);
        return shown is PageResult ? ReportFiles.AgedPayables.Of(Report, $"aged payables {Report.AsOf:O}") : shown;
    }
}

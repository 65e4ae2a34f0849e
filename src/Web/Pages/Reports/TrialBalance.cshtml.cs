using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class TrialBalanceModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? AsOf { get; set; }

    [BindProperty(SupportsGet = true)]
    public Basis Basis { get; set; }

    [BindProperty(SupportsGet = true)]
    public Comparison Compare { get; set; }

    public TrialBalance Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var report = await sender.Send(new GetTrialBalance(AsOf ?? Days.Today(clock, Appearance.Of(Request).Zone), Basis, Compare), ct);
        if (report.Error is { } error)
            return this.Refused(error);

        Report = report.Value;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var shown = await OnGetAsync(ct);
        return shown is PageResult ? ReportFiles.TrialBalance.Of(Report, $"trial balance{(Report.Basis == Basis.Cash ? ", cash basis" : "")} {Report.AsOf:O}") : shown;
    }
}

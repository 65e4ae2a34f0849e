using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Reports;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class TaxModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public TaxInterval By { get; set; }

    [BindProperty(SupportsGet = true)]
    public Basis Basis { get; set; }

    [BindProperty(SupportsGet = true)]
    public Comparison Compare { get; set; }

    public TaxReport Report { get; private set; } = null!;

    public static IReadOnlyList<Choice> Intervals { get; } = Choice.Of<TaxInterval>(by => by switch
    {
        TaxInterval.Whole => "Not divided",
        TaxInterval.Month => "By month",
        TaxInterval.Quarter => "By quarter",
        TaxInterval.Year => "By year",
    });

    /// <summary>The parts, and the whole at the end.</summary>
    public IEnumerable<TaxPeriod> Periods => Report.Periods.Append(Report.Total);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var report = await sender.Send(new GetTaxReport(From, To ?? Days.Today(clock, Appearance.Of(Request).Zone), By, Basis, Compare), ct);
        if (report.Error is { } error)
            return this.Refused(error);

        Report = report.Value;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var shown = await OnGetAsync(ct);
        return shown is PageResult ? ReportFiles.Tax.Of(Report, $"tax{(Report.Basis == Basis.Cash ? ", cash basis" : "")} {Report.Total.To:O}") : shown;
    }
}

using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Pages.Reports;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Budgets;

/// <summary>A budget beside what is in the books; each line leads to the postings behind it.</summary>
[RequirePermission(Permissions.Budgets.Read)]
public sealed class DetailsModel(ISender sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public Comparison Compare { get; set; }

    public BudgetReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var report = await sender.Send(new GetBudgetReport(new BudgetId(Id), Days.Today(clock, Appearance.Of(Request).Zone), From, To, Compare), ct);
        if (report.Error is { } error)
            return this.Refused(error);

        Report = report.Value;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var shown = await OnGetAsync(ct);
        return shown is PageResult ? ReportFiles.Budget.Of(Report, $"budget {Report.From:yyyy-MM} {Report.To:yyyy-MM}") : shown;
    }
}

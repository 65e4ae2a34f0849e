using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Budgets;

[RequirePermission(Permissions.Budgets.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<BudgetSummary> Csv = CsvFormat.Of<BudgetSummary>(
        ("Name", row => row.Name),
        ("First month", row => row.FirstMonth),
        ("Accounts", row => row.Accounts),
        ("Revenue", row => row.Revenue),
        ("Expenses", row => row.Expenses),
        ("Threshold percents", row => BudgetInput.Percents(row.ThresholdPercents)),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<BudgetSummary> Budgets { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListBudgets(new(Text), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Budgets = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = new BudgetFilter(Text);
        return new ListDownload<BudgetSummary>(sender, page => new ListBudgets(filter, page), Csv, "budgets");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Expenses;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Expenses;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Expenses;

[RequirePermission(Permissions.Expenses.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<ExpenseSummary> Csv = CsvFormat.Of<ExpenseSummary>(
        ("Day", row => row.SpentOn),
        ("Payee", row => row.Payee),
        ("Purpose", row => row.Purpose),
        ("Status", row => row.Status),
        ("Account", row => $"{row.Account.Code} {row.Account.Name}"),
        ("Paid by", row => row.Person?.Email ?? row.PaidBy.ToString()),
        ("Currency", row => row.Totals.Gross.Currency.Code),
        ("Net", row => row.Totals.Net),
        ("Tax", row => row.Totals.Tax),
        ("Gross", row => row.Totals.Gross),
        ("Owed", row => row.Totals.Owed),
        ("Files", row => row.Files),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public ExpenseStatus? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public ExpensePayer? PaidBy { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ExpenseSummary> Expenses { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || State is not null || PaidBy is not null || From is not null || To is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListExpenses(Filter(), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Expenses = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter();
        return new ListDownload<ExpenseSummary>(sender, page => new ListExpenses(filter, page), Csv, "expenses");
    }

    private ExpenseFilter Filter() => new(Text, State, PaidBy, null, null, From, To);
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Quotes;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Quotes;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    internal static readonly DownloadFormat<QuoteSummary> Csv = CsvFormat.Of<QuoteSummary>(
        ("Number", row => row.Number),
        ("Customer", row => row.Customer.Name),
        ("Reference", row => row.Reference),
        ("Status", row => row.Status),
        ("Date", row => row.IssueDate),
        ("Valid until", row => row.ValidUntil),
        ("Currency", row => row.Totals.Gross.Currency.Code),
        ("Net", row => row.Totals.Net),
        ("Tax", row => row.Totals.Tax),
        ("Gross", row => row.Totals.Gross),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public QuoteStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<QuoteSummary> Quotes { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Status is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListQuotes(new(Text, Status), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Quotes = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() => new ListDownload<QuoteSummary>(sender, page => new ListQuotes(new(Text, Status), page), Csv, "quotes");
}

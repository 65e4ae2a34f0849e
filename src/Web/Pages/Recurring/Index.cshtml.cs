using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Recurring;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    internal static readonly DownloadFormat<RecurringInvoiceSummary> Csv = CsvFormat.Of<RecurringInvoiceSummary>(
        ("Name", row => row.Name),
        ("Customer", row => row.Customer.Name),
        ("When", row => row.Schedule.Words()),
        ("Makes", row => row.Creates),
        ("Status", row => row.Status),
        ("Next", row => row.NextOn),
        ("Made", row => row.Made),
        ("Currency", row => row.Gross.Currency.Code),
        ("Gross", row => row.Gross),
        ("Held up by", row => row.Failure),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public RecurringStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<RecurringInvoiceSummary> Templates { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Status is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListRecurringInvoices(new(Text, Status), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Templates = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() => new ListDownload<RecurringInvoiceSummary>(
        sender, page => new ListRecurringInvoices(new(Text, Status), page), Csv, "recurring-invoices");
}

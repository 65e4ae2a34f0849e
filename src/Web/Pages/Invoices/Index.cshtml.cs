using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Invoices;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    internal static readonly DownloadFormat<InvoiceSummary> Csv = CsvFormat.Of<InvoiceSummary>(
        ("Number", row => row.Number),
        ("Kind", row => row.Kind),
        ("Customer", row => row.Customer.Name),
        ("Reference", row => row.Reference),
        ("Status", row => row.Status),
        ("Payment", row => row.PaymentStatus),
        ("Issued", row => row.IssueDate),
        ("Due", row => row.DueDate),
        ("Currency", row => row.Totals.Gross.Currency.Code),
        ("Net", row => row.Totals.Net),
        ("Tax", row => row.Totals.Tax),
        ("Gross", row => row.Totals.Gross),
        ("Open", row => row.Totals.Open),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public InvoiceState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public InvoiceKind Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Customer { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? DueFrom { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? DueTo { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<InvoiceSummary> Invoices { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || State is not null || Kind != InvoiceKind.Invoice || Customer is not null || DueFrom is not null || DueTo is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListInvoices(Filter(), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Invoices = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter();
        return new ListDownload<InvoiceSummary>(sender, page => new ListInvoices(filter, page), Csv, "invoices");
    }

    private InvoiceFilter Filter()
    {
        var (status, payment) = InvoiceWords.Filter(State);
        return new InvoiceFilter(Kind, Text, status, payment, Customer is { } customer ? new CustomerId(customer) : null, DueFrom, DueTo);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Bills;

[RequirePermission(Permissions.Bills.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<BillSummary> Csv = CsvFormat.Of<BillSummary>(
        ("Number", row => row.Number),
        ("Vendor", row => row.Vendor.Name),
        ("Status", row => row.Status),
        ("Payment", row => row.PaymentStatus),
        ("Day", row => row.BillDate),
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
    public BillState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Vendor { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? DueFrom { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? DueTo { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<BillSummary> Bills { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || State is not null || Vendor is not null || DueFrom is not null || DueTo is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListBills(Filter(), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Bills = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter();
        return new ListDownload<BillSummary>(sender, page => new ListBills(filter, page), Csv, "bills");
    }

    private BillFilter Filter()
    {
        var (status, payment) = BillWords.Filter(State);
        return new BillFilter(Text, status, payment, Vendor is { } vendor ? new VendorId(vendor) : null, DueFrom, DueTo);
    }
}

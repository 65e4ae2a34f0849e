using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.VendorCredits;

[RequirePermission(Permissions.Bills.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<VendorCreditSummary> Csv = CsvFormat.Of<VendorCreditSummary>(
        ("Number", row => row.Number),
        ("Vendor", row => row.Vendor.Name),
        ("Status", row => row.Status),
        ("Day", row => row.CreditDate),
        ("Currency", row => row.Totals.Gross.Currency.Code),
        ("Net", row => row.Totals.Net),
        ("Tax", row => row.Totals.Tax),
        ("Gross", row => row.Totals.Gross),
        ("Left", row => row.Totals.Open),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public VendorCreditStatus? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Vendor { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<VendorCreditSummary> Credits { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || State is not null || Vendor is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListVendorCredits(Filter(), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Credits = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter();
        return new ListDownload<VendorCreditSummary>(sender, page => new ListVendorCredits(filter, page), Csv, "vendor-credits");
    }

    private VendorCreditFilter Filter() => new(Text, State, Vendor is { } vendor ? new VendorId(vendor) : null);
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Vendors;

[RequirePermission(Permissions.Vendors.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<VendorView> Csv = CsvFormat.Of<VendorView>(
        ("Name", row => row.Name),
        ("E-mail", row => row.Email),
        ("Phone", row => row.Phone),
        ("Street", row => row.Address.Street),
        ("Postal code", row => row.Address.PostalCode),
        ("City", row => row.Address.City),
        ("Country", row => row.Address.Country),
        ("Tax number", row => row.TaxId),
        ("IBAN", row => row.Iban),
        ("BIC", row => row.Bic),
        ("Days to pay", row => row.PaymentDays),
        ("Archived", row => row.IsArchived),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Archived { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<VendorView> Vendors { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Archived is not null;

    private VendorFilter Filter => new(Text, Archived);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListVendors(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Vendors = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<VendorView>(sender, page => new ListVendors(filter, page), Csv, "vendors");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Customers;

[RequirePermission(Permissions.Customers.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<CustomerView> Csv = CsvFormat.Of<CustomerView>(
        ("Name", row => row.Name),
        ("E-mail", row => row.Email),
        ("Phone", row => row.Phone),
        ("Street", row => row.Address.Street),
        ("Postal code", row => row.Address.PostalCode),
        ("City", row => row.Address.City),
        ("Country", row => row.Address.Country),
        ("Tax number", row => row.TaxId),
        ("Days to pay", row => row.PaymentDays),
        ("Archived", row => row.IsArchived),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Archived { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<CustomerView> Customers { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Archived is not null;

    private CustomerFilter Filter => new(Text, Archived);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListCustomers(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Customers = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<CustomerView>(sender, page => new ListCustomers(filter, page), Csv, "customers");
    }
}

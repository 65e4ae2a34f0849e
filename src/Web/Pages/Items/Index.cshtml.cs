using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Items;

[RequirePermission(Permissions.Items.Read)]
public sealed class IndexModel(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
{
    private static readonly DownloadFormat<ItemView> Csv = CsvFormat.Of<ItemView>(
        ("Code", row => row.Code),
        ("Name", row => row.Name),
        ("Description", row => row.Description),
        ("Price", row => row.UnitPrice),
        ("Unit", row => row.Unit),
        ("Archived", row => row.IsArchived),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Archived { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ItemView> Items { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public Currency Currency => tenant.Tenant!.BaseCurrency;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Archived is not null;

    private ItemFilter Filter => new(Text, Archived);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListItems(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Items = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<ItemView>(sender, page => new ListItems(filter, page), Csv, "items");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.TaxRates;

[RequirePermission(Permissions.TaxRates.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<TaxRateView> Csv = CsvFormat.Of<TaxRateView>(
        ("Name", row => row.Name),
        ("Category", row => row.Category),
        ("In the price", row => row.IsInclusive),
        ("Taxes", row => row.Parts.Select(part => part.Words())),
        ("Archived", row => row.IsArchived),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Archived { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<TaxRateView> Rates { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Archived is not null;

    private TaxRateFilter Filter => new(Text, Archived);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListTaxRates(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Rates = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<TaxRateView>(sender, page => new ListTaxRates(filter, page), Csv, "tax rates");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Projects;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<ProjectView> Csv = CsvFormat.Of<ProjectView>(
        ("Code", row => row.Code),
        ("Name", row => row.Name),
        ("Customer", row => row.Customer),
        ("Archived", row => row.IsArchived),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Archived { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<ProjectView> Projects { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Archived is not null;

    private ProjectFilter Filter => new(Text, Archived);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListProjects(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Projects = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<ProjectView>(sender, page => new ListProjects(filter, page), Csv, "projects");
    }
}

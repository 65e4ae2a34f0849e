using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Access.Roles;

[RequirePermission(Permissions.Roles.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<RoleView> Csv = CsvFormat.Of<RoleView>(
        ("Role", row => row.Title),
        ("Description", row => row.Description),
        ("Kind", row => row.IsBuiltIn ? "built in" : "own"),
        ("Permissions", row => string.Join(' ', row.Permissions)),
        ("Members", row => row.Members),
        ("Key", row => row.Key));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public RoleKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<RoleView> Roles { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var roles = await sender.Send(new ListRoles(new PageRequest(Cursor: Cursor), Text, Kind), ct);
        if (roles.Error is { } error)
            return this.Refused(error);

        Roles = roles.Value;
        return Page();
    }

    public IActionResult OnGetCsv() => new ListDownload<RoleView>(sender, page => new ListRoles(page, Text, Kind), Csv, "roles");
}

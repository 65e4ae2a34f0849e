using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Audit;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Audit;

/// <summary>Who changed what, searched and filtered by the address; all that fits as a file.</summary>
[RequirePermission(Permissions.Audit.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "")]
    public AuditSearch Search { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<AuditLogView> Entries { get; private set; } = new([], null, PageRequest.DefaultLimit);

    private AuditFilter Filter => Search.In(Appearance.Of(Request).Zone);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListAuditLogs(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Entries = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() => Download(AuditDownloads.Csv);

    public IActionResult OnGetJsonLines() => Download(AuditDownloads.JsonLines);

    private ListDownload<AuditLogView> Download(DownloadFormat<AuditLogView> format)
    {
        var filter = Filter;
        return new(sender, page => new ListAuditLogs(filter, page), format, "audit-log");
    }
}

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

/// <summary>The security journal, as far as it is this organization's business.</summary>
[RequirePermission(Permissions.Audit.Read)]
public sealed class SecurityModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public SecurityEventKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<SecurityEventView> Events { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => Kind is not null || Who is not null || From is not null || To is not null;

    private SecurityEventFilter Filter => new(Kind, Who?.Trim(), Days.StartOf(From, Zone), Days.EndOf(To, Zone));

    private TimeZoneInfo Zone => Appearance.Of(Request).Zone;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListSecurityEvents(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Events = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() => Download(AuditDownloads.SecurityCsv);

    public IActionResult OnGetJsonLines() => Download(AuditDownloads.SecurityJsonLines);

    private ListDownload<SecurityEventView> Download(DownloadFormat<SecurityEventView> format)
    {
        var filter = Filter;
        return new(sender, page => new ListSecurityEvents(filter, page), format, "security-events");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Notifications;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Personal;

[AnyUser]
public sealed class NotificationsModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<NotificationView> Csv = CsvFormat.Of<NotificationView>(
        ("Time", row => row.CreatedAt),
        ("Organization", row => row.Organization),
        ("Title", row => row.Title),
        ("Text", row => row.Body),
        ("Read", row => row.ReadAt),
        ("Id", row => row.Id));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public NotificationState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public NotificationKind? Kind { get; set; }

    public bool IsFiltered => State is not null || Kind is not null || Text is { Length: > 0 };

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<NotificationView> Notifications { get; private set; } = new([], null, 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListMyNotifications(new PageRequest(Cursor: Cursor), Text, State, Kind), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Notifications = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<NotificationView>(sender, page => new ListMyNotifications(page, Text, State, Kind), Csv, "notifications");

    [Sends<MarkMyNotificationsRead>]
    public async Task<IActionResult> OnPostReadAsync(Guid? id, CancellationToken ct)
    {
        // Without this, an id that is none would mean all of them.
        if (!ModelState.IsValid)
            return NotFound();

        var marked = await sender.Send(new MarkMyNotificationsRead(id), ct);
        return marked.Error is { } error ? this.Refused(error) : RedirectToPage(new { Text, State, Kind, Cursor });
    }
}

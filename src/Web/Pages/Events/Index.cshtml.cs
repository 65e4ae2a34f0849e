using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Financbase.Web.Pages.Events;

/// <summary>The event log, filtered by the address.</summary>
[RequirePermission(Permissions.Events.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<EventView> Csv = CsvFormat.Of<EventView>(
        ("Time", row => row.Timestamp),
        ("Type", row => row.Type),
        ("Version", row => row.Version),
        ("Data", row => row.Data.GetRawText()),
        ("Caused by", row => row.CausedBy),
        ("Origin", row => row.Origin),
        ("Id", row => row.Id));

    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    [BindProperty(SupportsGet = true)]
    public EventDeliveryState? Delivery { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<EventView> Events { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => Type is not null || Delivery is not null;

    /// <summary>Families first, then each type.</summary>
    public IReadOnlyList<SelectListItem> Types { get; } =
    [
        .. EventCatalogue.All.Select(type => type.Name.Split('.')[0] + EventFilter.Family).Distinct()
            .Concat(EventCatalogue.All.Select(type => type.Name))
            .Order(StringComparer.Ordinal)
            .Select(name => new SelectListItem(name, name)),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListEvents(new EventFilter(Type, Delivery: Delivery), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Events = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<EventView>(sender, page => new ListEvents(new EventFilter(Type, Delivery: Delivery), page), Csv, "events");
}

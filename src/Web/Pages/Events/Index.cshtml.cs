using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
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

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    [BindProperty]
    public ReplayInput Replay { get; set; } = new();

    /// <summary>Who events can be handed to; empty for those who may not hand them over again.</summary>
    public IReadOnlyList<string> Consumers { get; private set; } = [];

    public async Task<IActionResult> OnPostReplayAsync(CancellationToken ct)
    {
        var zone = Appearance.Of(Request).Zone;
        if (Replay.From is not { } from || Replay.To is not { } to)
        {
            return await ShowAsync(Error.Validation(Replay.From is null ? "from" : "to", "Choose a day and a time."), ct);
        }

        var replayed = await sender.Send(
            new ReplayEvents(Replay.Consumer, Moment(from, zone), Moment(to, zone), Replay.Type is { Length: > 0 } type ? type : null), ct);
        if (replayed.Error is { } error)
        {
            return error.Kind is ErrorKind.Forbidden ? this.Refused(error) : await ShowAsync(error, ct);
        }

        this.Toast(
            replayed.Value.Events == 1 ? $"1 event is handed to {Replay.Consumer} again." : $"{replayed.Value.Events:N0} events are handed to {Replay.Consumer} again.",
            Tone.Ok);
        return RedirectToPage();
    }

    private static DateTimeOffset Moment(DateTime local, TimeZoneInfo zone)
    {
        var plain = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return plain.Year is > 1 and < 9999 ? new DateTimeOffset(plain, zone.GetUtcOffset(plain)).ToUniversalTime() : new DateTimeOffset(plain, TimeSpan.Zero);
    }

    private async Task<IActionResult> ShowAsync(Error? refused, CancellationToken ct)
    {
        var found = await sender.Send(new ListEvents(new EventFilter(Type, Delivery: Delivery), new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Events = found.Value;
        Consumers = (await sender.Send(new ListEventConsumers(), ct)).Match(names => names, _ => []);
        return refused is null ? Page() : this.Invalid(refused, nameof(Replay));
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<EventView>(sender, page => new ListEvents(new EventFilter(Type, Delivery: Delivery), page), Csv, "events");
}

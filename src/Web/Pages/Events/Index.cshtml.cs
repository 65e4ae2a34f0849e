using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Events;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

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
    public EventOrigin? Origin { get; set; }

    /// <summary>Days are the reader's own.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>Led to by the event with this id; what is no id finds nothing.</summary>
    [BindProperty(SupportsGet = true)]
    public string? CausedBy { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<EventView> Events { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => Type is not null || Delivery is not null || Origin is not null || From is not null || To is not null || Cause is not null;

    private Guid? Cause => string.IsNullOrWhiteSpace(CausedBy) ? null : Guid.TryParse(CausedBy, out var id) ? id : Guid.Empty;

    private TimeZoneInfo Zone => Appearance.Of(Request).Zone;

    private EventFilter Filter => new(Type, Days.StartOf(From, Zone), Days.EndOf(To, Zone), Cause, Delivery, Origin);

    /// <summary>Families first, then each type.</summary>
    public IReadOnlyList<Choice> Types { get; } =
    [
        .. EventCatalogue.All.Select(type => type.Name.Split('.')[0] + EventFilter.Family).Distinct()
            .Concat(EventCatalogue.All.Select(type => type.Name))
            .Order(StringComparer.Ordinal)
            .Select(name => new Choice(name, name)),
    ];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    [BindProperty]
    public ReplayInput Replay { get; set; } = new();

    /// <summary>Who events can be handed to; empty for those who may not hand them over again.</summary>
    public IReadOnlyList<string> Consumers { get; private set; } = [];

    [Sends<ReplayEvents>]
    public async Task<IActionResult> OnPostReplayAsync(CancellationToken ct)
    {
        if (Replay.From is not { } from || Replay.To is not { } to)
        {
            return await ShowAsync(Error.Validation(Replay.From is null ? "from" : "to", "Choose a day and a time."), ct);
        }

        var replayed = await sender.Send(
            new ReplayEvents(Replay.Consumer, Moment(from, Zone), Moment(to, Zone), Replay.Type is { Length: > 0 } type ? type : null), ct);
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

    /// <summary>The form says what is wrong with it.</summary>
    public bool IsRefused { get; private set; }

    private async Task<IActionResult> ShowAsync(Error? refused, CancellationToken ct)
    {
        IsRefused = refused is not null;
        var found = await sender.Send(new ListEvents(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Events = found.Value;
        Consumers = (await sender.Send(new ListEventConsumers(), ct)).Match(names => names, _ => []);
        return refused is null ? Page() : this.Invalid(refused, nameof(Replay));
    }

    public IActionResult OnGetCsv()
    {
        var filter = Filter;
        return new ListDownload<EventView>(sender, page => new ListEvents(filter, page), Csv, "events");
    }
}

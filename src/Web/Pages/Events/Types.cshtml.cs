using Financbase.Application.Access;
using Financbase.Application.Events;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Events;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Events;

/// <summary>The public catalogue, for those who build automations.</summary>
[AnyMember]
public sealed class TypesModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<EventTypeView> Csv = CsvFormat.Of<EventTypeView>(
        ("Name", row => row.Name),
        ("Version", row => row.Version),
        ("Summary", row => row.Summary),
        ("Schema", row => row.Schema.GetRawText()),
        ("Example", row => row.Example.Data.GetRawText()));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Subject { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<EventTypeView> Types { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public IReadOnlyList<Choice> Subjects { get; } =
        [.. EventCatalogue.All.Select(type => type.Subject).Distinct().Order(StringComparer.Ordinal).Select(subject => new Choice(subject, subject))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListEventTypes(new PageRequest(PageRequest.MaxLimit, Cursor), Text, Subject), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Types = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() => new ListDownload<EventTypeView>(sender, page => new ListEventTypes(page, Text, Subject), Csv, "event types");
}

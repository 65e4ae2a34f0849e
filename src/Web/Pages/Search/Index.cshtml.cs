using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Search;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Search;

/// <summary>
/// The pages and things of the organization by a text: as a page, and as what the command palette shows while somebody types.
/// </summary>
[AnyMember]
public sealed class IndexModel(ISender sender, IShell shell, SearchKinds kinds) : PageModel
{
    private const int MostOfEach = 20;
    private const int MostInPalette = 20;
    private const int MostOfEachInPalette = 5;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The pages of the shell, and then kind by kind, that with the best hit first.</summary>
    public IReadOnlyList<SearchGroup> Groups { get; private set; } = [];

    public bool IsAsked => !string.IsNullOrWhiteSpace(Q);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await LoadAsync(new SearchOrganization(Q, SearchOrganization.MaxLimit) { MostOfEach = MostOfEach }, ct) ?? Page();

    public async Task<IActionResult> OnGetPaletteAsync(CancellationToken ct) =>
        await LoadAsync(new SearchOrganization(Q, MostInPalette) { MostOfEach = MostOfEachInPalette }, ct) ?? Partial("_Palette", this);

    private async Task<IActionResult?> LoadAsync(SearchOrganization request, CancellationToken ct)
    {
        var found = await sender.Send(request, ct);
        if (found.Error is { } error)
            return this.Refused(error);

        var pages = await PagesAsync(SearchTerm.Of(Q), ct);
        Groups =
        [
            .. pages.Count > 0 ? [new SearchGroup("Pages", pages)] : Array.Empty<SearchGroup>(),
            .. found.Value.GroupBy(hit => hit.Type).Select(hits => new SearchGroup(
                kinds[hits.Key].Title, [.. hits.Select(hit => new SearchEntry(kinds[hit.Type].Icon, hit.Title, hit.Subtitle, hit.Path))])),
        ];
        return null;
    }

    // All of them while nothing is asked: then the palette is a way to get around.
    private async Task<IReadOnlyList<SearchEntry>> PagesAsync(SearchTerm term, CancellationToken ct)
    {
        var here = await shell.CurrentAsync(ct);
        return
        [
            .. from @group in Navigation.Groups
               from entry in @group.Entries
               where here.Allows(entry.Permission) && (!IsAsked || term.FitOf(entry.Title) <= SearchFit.WordBegins)
               select new SearchEntry(entry.Icon, entry.Title, IsAsked ? @group.Title : null, Url.Content("~" + entry.Path)),
        ];
    }
}

using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Journal;

[RequirePermission(Permissions.Ledger.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public JournalEntryView Entry { get; private set; } = null!;

    /// <summary>By which the amount of this entry is spread.</summary>
    public IReadOnlyList<ScheduledEntrySummary> Schedules { get; private set; } = [];

    /// <summary>Why it was not reversed, or not tagged.</summary>
    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    [Sends<ReverseJournalEntry>]
    public async Task<IActionResult> OnPostReverseAsync(DateOnly? date, string? reason, CancellationToken ct)
    {
        var reversed = await sender.Send(new ReverseJournalEntry(new JournalEntryId(Id), date, reason), ct);
        if (reversed.Error is { Kind: ErrorKind.Forbidden or ErrorKind.NotFound } refused)
            return this.Refused(refused);
        if (reversed.Error is { } error)
        {
            Refusal = error.InWords();
            return await ShowAsync(ct);
        }

        this.Toast("The entry is reversed.");
        return RedirectToPage(new { id = reversed.Value.Id.Value });
    }

    /// <param name="tags">With commas between; none takes away what there was.</param>
    /// <param name="ct">Ends the wait.</param>
    [Sends<TagJournalEntry>]
    public async Task<IActionResult> OnPostTagAsync(string? tags, CancellationToken ct)
    {
        var tagged = await sender.Send(new TagJournalEntry(new JournalEntryId(Id), TagWords.Read(tags)), ct);
        if (tagged.Error is { Kind: ErrorKind.Forbidden or ErrorKind.NotFound } refused)
            return this.Refused(refused);
        if (tagged.Error is { } error)
        {
            Refusal = error.InWords();
            return await ShowAsync(ct);
        }

        this.Toast(tagged.Value.Tags.Count > 0 ? "The tags are saved." : "The entry has no tags any more.");
        return RedirectToPage(new { Id });
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetJournalEntry(new JournalEntryId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Entry = found.Value;
        Schedules = (await sender.Send(new ListScheduledEntries(new(SourceEntry: Entry.Id), new PageRequest()), ct)).Match(page => page.Items, _ => []);
        return Page();
    }
}

using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Journal.Scheduled;

/// <summary>A new schedule, and what it would post while it is being typed.</summary>
[RequirePermission(Permissions.Ledger.Post)]
public sealed class NewModel(ISender sender, IMultiTenantContextAccessor tenant, TimeProvider clock) : PageModel
{
    [BindProperty]
    public ScheduledInput Input { get; set; } = new();

    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    /// <summary>The entry that booked the amount, where one was named.</summary>
    public JournalEntryView? Source { get; private set; }

    public SchedulePreview? Preview { get; private set; }

    /// <summary>Why there is no preview.</summary>
    public string? Missing { get; private set; }

    public Currency Currency => tenant.Tenant!.BaseCurrency;

    public async Task<IActionResult> OnGetAsync(Guid? entry, CancellationToken ct)
    {
        Input = new() { StartsOn = Days.Today(clock, Appearance.Of(Request).Zone), Months = 12, SourceEntryId = entry };
        if (await LoadAsync(ct) is { } refused)
            return refused;
        if (Source is { } source)
            Input = ScheduledInput.Of(source, Accounts);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        ModelState.Clear();
        var draft = await Input.ToDraftAsync(sender, ct);
        var preview = draft.Error is { } unread ? unread : await sender.Send(new PreviewScheduledEntry(draft.Value), ct);
        Preview = preview.Match(shown => shown, SchedulePreview? (_) => null);
        Missing = preview.Error?.InWords();
        return Request.Headers["HX-Request-Type"] == "partial" ? Partial("_Preview", this) : Page();
    }

    [Sends<CreateScheduledEntry>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var draft = await Input.ToDraftAsync(sender, ct);
        var added = draft.Error is { } unread ? unread : await sender.Send(new CreateScheduledEntry(draft.Value), ct);
        if (added.Error is { } error)
            return await LoadAsync(ct) ?? this.Invalid(error);

        this.Toast(added.Value.Posted == 0 ? "The schedule is saved." : $"The schedule is saved, and what is due of it is posted: {added.Value.Posted}.");
        return RedirectToPage("/Journal/Scheduled/Details", new { id = added.Value.Id.Value });
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var accounts = await sender.Send(new ListAccounts(new(IsArchived: false), new PageRequest(PageRequest.MaxLimit)), ct);
        if (accounts.Error is { } error)
            return this.Refused(error);

        Accounts = accounts.Value.Items;
        if (Input.SourceEntryId is not { } entry)
            return null;

        var source = await sender.Send(new GetJournalEntry(new JournalEntryId(entry)), ct);
        Source = source.Match(found => found, _ => null!);
        return source.Error is { } missing ? this.Refused(missing) : null;
    }
}

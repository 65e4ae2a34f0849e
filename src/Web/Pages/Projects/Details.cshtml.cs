using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Projects;

/// <summary>What a project earned and cost, of always or of some days, and its entries, newest first.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public ProjectDetails Project { get; private set; } = null!;

    public Page<JournalEntrySummary> Entries { get; private set; } = new([], null, PageRequest.DefaultLimit);

    private JournalEntryFilter Filter => new(From: From, To: To, Project: new ProjectId(Id));

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetProject(new ProjectId(Id), From, To), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        var entries = await reads.Send(new ListJournalEntries(Filter, new PageRequest(Cursor: Cursor)), ct);
        if (entries.Error is { } error)
            return this.Refused(error);

        (Project, Entries) = (found.Value, entries.Value);
        return (IActionResult)Page();
    }, ct);

    /// <summary>Its entries, as the journal writes them.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetProject(new ProjectId(Id), From, To), ct);
        var filter = Filter;
        return found.Error is { } missing
            ? this.Refused(missing)
            : new ListDownload<JournalEntrySummary>(sender, page => new ListJournalEntries(filter, page), Journal.IndexModel.Csv, $"project {found.Value.Code}");
    }
}

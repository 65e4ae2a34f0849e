using Financbase.Application.Access;
using Financbase.Application.Operators;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Organizations;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Operators;

/// <summary>The organizations of this installation, for its operators: that they are there and work, never what they hold.</summary>
[OperatorOnly]
public sealed class OrganizationsModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<OrganizationRow> Csv = CsvFormat.Of<OrganizationRow>(
        ("Short name", row => row.Slug),
        ("Name", row => row.Name),
        ("State", row => row.State),
        ("Since", row => row.StateChangedAt),
        ("Members", row => row.Members),
        ("Runs today", row => row.ExecutionsPerDay.Used),
        ("Runs a day at most", row => row.ExecutionsPerDay.Limit),
        ("Runs under way", row => row.Unfinished.Used),
        ("Runs under way at most", row => row.Unfinished.Limit),
        ("Last change", row => row.LastActivityAt),
        ("Founded", row => row.CreatedAt),
        ("Id", row => row.Id));

    [BindProperty(SupportsGet = true)]
    public OrganizationState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<OrganizationRow> Organizations { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public static (Tone Tone, string Icon, string Word) LookOf(OrganizationState state) => state switch
    {
        OrganizationState.Active => (Tone.Ok, "circle-check", "Active"),
        OrganizationState.Suspended => (Tone.Warn, "pause", "Suspended by its owner"),
        OrganizationState.Blocked => (Tone.Bad, "ban", "Suspended by operators"),
        OrganizationState.Closed => (Tone.Idle, "lock", "Closed"),
        OrganizationState.Erased => (Tone.Idle, "trash-2", "Erased"),
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListOrganizations(new PageRequest(Cursor: Cursor), State, Text), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Organizations = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<OrganizationRow>(sender, page => new ListOrganizations(page, State, Text), Csv, "organizations");

    [Sends<BlockOrganization>]
    public Task<IActionResult> OnPostSuspendAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(new BlockOrganization(new OrganizationId(id)), "The organization is suspended until an operator resumes it.", ct);

    [Sends<UnblockOrganization>]
    public Task<IActionResult> OnPostResumeAsync(Guid id, CancellationToken ct) =>
        ChangeAsync(new UnblockOrganization(new OrganizationId(id)), "The organization works again.", ct);

    private async Task<IActionResult> ChangeAsync(IRequest<Result<Done>> verb, string done, CancellationToken ct)
    {
        var (text, tone) = (await sender.Send(verb, ct)).Match(_ => (done, Tone.Ok), error => (error.Message, Tone.Bad));
        this.Toast(text, tone);
        return RedirectToPage(new { State, Text, Cursor });
    }
}

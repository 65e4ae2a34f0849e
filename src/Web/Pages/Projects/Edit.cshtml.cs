using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Projects;

[RequirePermission(Permissions.Ledger.Manage)]
public sealed class EditModel(ISender sender) : ProjectFormModel(sender)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ProjectDetails Project { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = ProjectInput.Of(Project);
        return Page();
    }

    [Sends<UpdateProject>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var terms = await TermsAsync(ct);
        var saved = terms.Error is { } unread ? unread : await Sender.Send(new UpdateProject(new ProjectId(Id), terms.Value, Input.IsArchived), ct);
        if (saved.Error is { } error)
            return this.Invalid(error);

        this.Toast($"{terms.Value.Name} is saved.");
        return RedirectToPage("/Projects/Details", new { id = Id });
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetProject(new ProjectId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Project = found.Value;
        await OfferAsync(ct);
        return null;
    }
}

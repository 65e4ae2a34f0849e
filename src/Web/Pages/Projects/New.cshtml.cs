using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Projects;

[RequirePermission(Permissions.Ledger.Manage)]
public sealed class NewModel(ISender sender) : ProjectFormModel(sender)
{
    public Task OnGetAsync(CancellationToken ct) => OfferAsync(ct);

    [Sends<CreateProject>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var terms = await TermsAsync(ct);
        var begun = terms.Error is { } unread ? unread : await Sender.Send(new CreateProject(terms.Value), ct);
        if (begun.Error is { } error)
        {
            await OfferAsync(ct);
            return this.Invalid(error);
        }

        this.Toast($"{begun.Value.Name} is begun.");
        return RedirectToPage("/Projects/Details", new { id = begun.Value.Id.Value });
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Personal;

/// <summary>The bare address: on to an organization, or to the sign-in page.</summary>
[AnyUser]
public sealed class StartModel(ISender sender, LastOrganization last) : PageModel
{
    public string Email { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var me = (await sender.Send(new GetMyself(), ct)).Value;
        Email = me.Email;
        return await last.ChooseAsync(HttpContext, me.Organizations, ct) is { } there ? LocalRedirect($"/o/{there.Slug}/") : Page();
    }
}

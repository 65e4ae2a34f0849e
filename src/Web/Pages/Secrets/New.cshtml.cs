using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Secrets;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Secrets;

[RequirePermission(Permissions.Secrets.Manage)]
public sealed class NewModel(ISender sender) : PageModel
{
    [BindProperty]
    public SecretInput Input { get; set; } = new();

    [Sends<CreateSecret>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var created = await sender.Send(new CreateSecret(Input.Name ?? "", Input.Description, Input.Value ?? ""), ct);
        if (created.Error is { } error)
            return this.Invalid(error);

        this.Toast($"{created.Value.Name} is kept. Workflows can use it now.");
        return RedirectToPage("/Secrets/Index");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Secrets;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Secrets;

[RequirePermission(Permissions.Secrets.Manage)]
public sealed class EditModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    [BindProperty]
    public SecretInput Input { get; set; } = new();

    public SecretView Secret { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = new() { Description = Secret.Description, Revision = Secret.Revision };
        return Page();
    }

    [Sends<ChangeSecret>]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var value = string.IsNullOrEmpty(Input.Value) ? null : Input.Value;
        var saved = await sender.Send(new ChangeSecret(Name, Input.Description, value, Input.Revision), ct);
        return saved.Error is { } error ? this.Invalid(error) : Done(value is null ? $"{Name} is saved." : $"{Name} has a new value.");
    }

    [Sends<DeleteSecret>]
    public async Task<IActionResult> OnPostDeleteAsync(bool evenIfUsed, CancellationToken ct)
    {
        var deleted = await sender.Send(new DeleteSecret(Name, evenIfUsed), ct);
        if (deleted.Error is not { } error)
            return Done($"{Name} is deleted.");

        this.Toast(error.Message, Tone.Bad);
        return RedirectToPage(new { Name });
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetSecret(Name), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Secret = found.Value;
        return null;
    }

    private RedirectToPageResult Done(string sentence)
    {
        this.Toast(sentence);
        return RedirectToPage("/Secrets/Index");
    }
}

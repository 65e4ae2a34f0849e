using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Access.ApiKeys;

[RequirePermission(Permissions.ApiKeys.Manage)]
public sealed class NewModel(ISender sender) : PageModel
{
    [BindProperty]
    public NewApiKeyInput Input { get; set; } = new();

    /// <summary>The new key, once.</summary>
    public string? Secret { get; private set; }

    public void OnGet() => Input = new() { Days = 90 };

    [Sends<CreateApiKey>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var networks = (Input.AllowedNetworks ?? "").Split(
            ['\n', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var created = await sender.Send(new CreateApiKey(Input.Name ?? "", [.. Input.Scopes], Input.Days, networks), ct);
        if (created.Error is { } error)
            return this.Invalid(error);

        Secret = created.Value.Token.Reveal();
        return Page();
    }
}

public sealed record NewApiKeyInput
{
    public string? Name { get; init; }

    public int? Days { get; init; }

    public string? AllowedNetworks { get; init; }

    public List<string> Scopes { get; init; } = [];
}

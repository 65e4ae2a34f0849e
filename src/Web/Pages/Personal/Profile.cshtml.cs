using System.ComponentModel.DataAnnotations;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Financbase.Web.Pages.Personal;

[AnyUser]
[EnableRateLimiting(PasswordRateLimit.Policy)]
public sealed class ProfileModel(ISender sender) : PageModel
{
    [BindProperty]
    public NewAddressInput Input { get; set; } = new();

    public Myself Me { get; private set; } = new("", []);

    public async Task OnGetAsync(CancellationToken ct) => Me = (await sender.Send(new GetMyself(), ct)).Value;

    [Sends<RequestEmailChange>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var asked = await sender.Send(new RequestEmailChange(Input.Email ?? "", Input.Password ?? "", this.Address()), ct);
        if (asked.Error is { } error)
        {
            await OnGetAsync(ct);
            return this.Again(error);
        }

        this.Toast($"A mail is on its way to {Input.Email}. Your address changes when you follow its link.");
        return RedirectToPage();
    }
}

public sealed record NewAddressInput
{
    public string? Email { get; init; }

    [DataType(DataType.Password)]
    public string? Password { get; init; }
}

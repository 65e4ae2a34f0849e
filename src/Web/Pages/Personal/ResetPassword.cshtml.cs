using System.ComponentModel.DataAnnotations;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Financbase.Web.Pages.Personal;

/// <summary>Where the mail's link leads. GET changes nothing: scanners follow links, people press the button.</summary>
[Anonymous]
[EnableRateLimiting(PasswordRateLimit.Policy)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ResetPasswordModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public NewPasswordInput Input { get; set; } = new();

    /// <summary>Whose password; null when the link does not work.</summary>
    public string? Email { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var link = await sender.Send(new GetAccountLink(Token ?? ""), ct);
        Email = link.Error is null && link.Value.Purpose == AccountTokenPurpose.ResetPassword ? link.Value.Email : null;
    }

    [Sends<ResetPassword>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var done = await sender.Send(new ResetPassword(Token ?? "", Input.Password ?? "", this.Address()), ct);
        if (done.Error is { } error)
        {
            await OnGetAsync(ct);
            return this.Again(error);
        }

        this.Toast("Your password is changed. Sign in with it.");
        return LocalRedirect(SignInAddress.Path);
    }
}

public sealed record NewPasswordInput
{
    [DataType(DataType.Password)]
    public string? Password { get; init; }
}

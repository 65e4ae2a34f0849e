using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Financbase.Web.Pages.Personal;

/// <summary>Where links lead that prove an address. GET changes nothing: scanners follow links, people press the button.</summary>
[Anonymous]
[EnableRateLimiting(PasswordRateLimit.Policy)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ConfirmModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public NewPasswordInput Input { get; set; } = new();

    /// <summary>What the link is good for; null when it does not work.</summary>
    public AccountToken? Link { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        Link = (await sender.Send(new GetAccountLink(Token ?? ""), ct)).Match<AccountToken?>(
            link => link.Purpose == AccountTokenPurpose.ResetPassword ? null : link, _ => null);

    [Sends<ConfirmSignUp>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var made = await sender.Send(new ConfirmSignUp(Token ?? "", Input.Password ?? "", this.Address(), this.Device()), ct);
        if (made.Error is { } error)
        {
            await OnGetAsync(ct);
            return this.Again(error);
        }

        await HttpContext.SignInAsync(Schemes.Session, SessionCookie.PrincipalOf(made.Value), SessionCookie.PropertiesOf(made.Value));
        this.Toast("Welcome. Your account is ready.");
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    [Sends<ConfirmEmailChange>]
    public async Task<IActionResult> OnPostEmailAsync(CancellationToken ct)
    {
        var done = await sender.Send(new ConfirmEmailChange(Token ?? "", this.Session(), this.Address()), ct);
        if (done.Error is { } error)
        {
            await OnGetAsync(ct);
            return this.Again(error);
        }

        this.Toast("Your address is changed. Sign in with it from now on.");
        return LocalRedirect(User.Identity is { IsAuthenticated: true } ? "/account/profile" : SignInAddress.Path);
    }
}

using System.ComponentModel.DataAnnotations;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Financbase.Web.Pages.Personal;

[Anonymous]
[EnableRateLimiting(PasswordRateLimit.Policy)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignInModel(ISender sender) : PageModel
{
    [BindProperty]
    public SignInInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    // Only addresses of our own: a link to this page must not send anybody elsewhere after a real sign-in.
    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    public bool MaySignUp { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (User.Identity is { IsAuthenticated: true })
            return LocalRedirect(Target);

        await ReadOfferAsync(ct);
        return Page();
    }

    [Sends<SignIn>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await sender.Send(
            new SignIn(
                Input.Email ?? "", Input.Password ?? "", Input.Remember, this.Address(), this.Device()),
            ct);
        if (result.Error is { } error)
        {
            await ReadOfferAsync(ct);
            return this.Again(error);
        }


        await HttpContext.SignInAsync(
            Schemes.Session, SessionCookie.PrincipalOf(result.Value), SessionCookie.PropertiesOf(result.Value));
        return LocalRedirect(Target);
    }

    private async Task ReadOfferAsync(CancellationToken ct) => MaySignUp = (await sender.Send(new GetSignUpPolicy(), ct)).Value.IsOpen;
}

public sealed record SignInInput
{
    public string? Email { get; init; }

    [DataType(DataType.Password)]
    public string? Password { get; init; }

    public bool Remember { get; init; }
}

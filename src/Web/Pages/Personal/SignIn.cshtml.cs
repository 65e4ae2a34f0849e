using System.ComponentModel.DataAnnotations;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
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

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await sender.Send(
            new SignIn(
                Input.Email ?? "", Input.Password ?? "", Input.Remember,
                HttpContext.Connection.RemoteIpAddress, Request.Headers.UserAgent.ToString()),
            ct);
        if (result.Error is { } error)
            return Refused(error);

        await HttpContext.SignInAsync(
            Schemes.Session, SessionCookie.PrincipalOf(result.Value), SessionCookie.PropertiesOf(result.Value));
        return LocalRedirect(Target);
    }

    // Whatever the reason, the form stays: the next try is made here.
    private PageResult Refused(Error error)
    {
        ModelState.AddError(error, nameof(Input));
        Response.StatusCode = error.Kind == ErrorKind.RateLimited
            ? StatusCodes.Status429TooManyRequests
            : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}

public sealed record SignInInput
{
    public string? Email { get; init; }

    [DataType(DataType.Password)]
    public string? Password { get; init; }

    public bool Remember { get; init; }
}

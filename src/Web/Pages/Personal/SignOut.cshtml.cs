using System.Security.Claims;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Access;
using Financbase.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Personal;

/// <summary>GET asks, POST does: a link or an image must not sign anybody out.</summary>
[AnyUser]
public sealed class SignOutModel(ISender sender) : PageModel
{
    public void OnGet()
    {
    }

    [Sends<SignOut>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Guid.TryParse(User.FindFirstValue(FinancbaseClaims.Session), out var session))
            await sender.Send(new SignOut(new UserSessionId(session)), ct);

        await HttpContext.SignOutAsync(Schemes.Session);
        return LocalRedirect(SignInAddress.Path);
    }
}

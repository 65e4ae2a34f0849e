using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Personal;

[AnyUser]
public sealed class SessionsModel(ISender sender) : PageModel
{
    public IReadOnlyList<MySession> Sessions { get; private set; } = [];

    public UserSessionId? Current => this.Session();

    public async Task OnGetAsync(CancellationToken ct) => Sessions = (await sender.Send(new ListMySessions(), ct)).Value.Live;

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        await sender.Send(new SignOut(new UserSessionId(id)), ct);
        this.Toast("That device is signed out.");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostOthersAsync(CancellationToken ct)
    {
        await sender.Send(new EndMySessions(Current), ct);
        this.Toast("Every other device is signed out.");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostAllAsync(CancellationToken ct)
    {
        await sender.Send(new EndMySessions(Except: null), ct);
        await HttpContext.SignOutAsync(Schemes.Session);
        return LocalRedirect(SignInAddress.Path);
    }
}

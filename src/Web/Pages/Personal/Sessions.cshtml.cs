using Financbase.Application.Access;
using Financbase.Application.Paging;
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
    private static readonly DownloadFormat<MySession> Csv = CsvFormat.Of<MySession>(
        ("Device", row => DeviceName.Of(row.Device)),
        ("Browser", row => row.Device),
        ("Address", row => row.Address?.ToString()),
        ("Signed in", row => row.StartedAt),
        ("Last seen", row => row.LastSeenAt),
        ("Ended", row => row.EndedAt),
        ("Id", row => row.Id.Value));

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public SessionState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<MySession> Sessions { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public UserSessionId? Current => this.Session();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListMySessions(new PageRequest(Cursor: Cursor), Text, State), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Sessions = found.Value;
        return Page();
    }

    public IActionResult OnGetCsv() =>
        new ListDownload<MySession>(sender, page => new ListMySessions(page, Text, State), Csv, "sessions");

    [Sends<SignOut>]
    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        if ((await sender.Send(new SignOut(new UserSessionId(id)), ct)).Error is { } error)
            return this.Refused(error);

        this.Toast("That device is signed out.");
        return RedirectToPage();
    }

    [Sends<EndMySessions>]
    public async Task<IActionResult> OnPostOthersAsync(CancellationToken ct)
    {
        await sender.Send(new EndMySessions(Current), ct);
        this.Toast("Every other device is signed out.");
        return RedirectToPage();
    }

    [Sends<EndMySessions>]
    public async Task<IActionResult> OnPostAllAsync(CancellationToken ct)
    {
        await sender.Send(new EndMySessions(Except: null), ct);
        await HttpContext.SignOutAsync(Schemes.Session);
        return LocalRedirect(SignInAddress.Path);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Personal;

[Anonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ForgotPasswordModel(ISender sender) : PageModel
{
    [BindProperty]
    public AddressInput Input { get; set; } = new();

    /// <summary>The address that a mail was just asked for.</summary>
    [TempData]
    public string? SentTo { get; set; }

    public bool MailsAreKept { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        MailsAreKept = SentTo is not null && (await sender.Send(new GetSignUpPolicy(), ct)).Value.MailsAreKept;

    [Sends<RequestPasswordReset>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var asked = await sender.Send(new RequestPasswordReset(Input.Email ?? "", this.Address()), ct);
        if (asked.Error is { } error)
            return this.Again(error);

        SentTo = Input.Email;
        return RedirectToPage();
    }
}

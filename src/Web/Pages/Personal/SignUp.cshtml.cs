using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Personal;

[Anonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SignUpModel(ISender sender) : PageModel
{
    [BindProperty]
    public AddressInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>The address that a mail was just asked for.</summary>
    [TempData]
    public string? SentTo { get; set; }

    public SignUpOffer Offer { get; private set; } = new(IsOpen: false, MailsAreKept: false);

    public async Task OnGetAsync(CancellationToken ct) => Offer = (await sender.Send(new GetSignUpPolicy(ReturnUrl), ct)).Value;

    [Sends<RequestSignUp>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var target = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : null;
        var asked = await sender.Send(new RequestSignUp(Input.Email ?? "", target, this.Address()), ct);
        if (asked.Error is { } error)
        {
            await OnGetAsync(ct);
            return this.Again(error);
        }

        SentTo = Input.Email;
        return RedirectToPage(new { ReturnUrl = target });
    }
}

public sealed record AddressInput
{
    public string? Email { get; init; }
}

/// <summary>What the page says after a mail was asked for, with a form to ask again.</summary>
public sealed record SentMail(string To, bool IsKept);

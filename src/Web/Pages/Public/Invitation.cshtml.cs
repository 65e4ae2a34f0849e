using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Public;

/// <summary>Where an invitation's link lands. Following it changes nothing, since scanners follow links too; the button does.</summary>
[Anonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class InvitationModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>Null when there is nothing to accept.</summary>
    public InvitationOffer? Offer { get; private set; }

    public string Refusal { get; private set; } = "";

    public string SignInLink => SignInAddress.WithReturnTo(Here);

    public string SignUpLink => "/account/sign-up" + QueryString.Create("returnUrl", Here);

    private string Here => $"/invitations/{Uri.EscapeDataString(Token)}";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    [Sends<AcceptInvitation>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var joined = await sender.Send(new AcceptInvitation(Token), ct);
        if (joined.IsSuccess)
            return LocalRedirect($"/o/{joined.Value.Identifier}/");

        await LoadAsync(ct);
        if (Offer is not null)
            return this.Invalid(joined.Error);

        Refusal = joined.Error.Message;
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetInvitation(Token), ct);
        if (found.Error is { } dead)
        {
            Refusal = dead.Message;
            Response.StatusCode = StatusCodes.Status410Gone;
            return;
        }

        Offer = found.Value;
    }
}

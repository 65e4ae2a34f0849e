using Financbase.Application.Access;
using Financbase.Application.Mail;
using Financbase.Application.Pipeline;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Public.Development;

/// <summary>Stands in for everybody's mailbox while there is no mail server. Not found anywhere else.</summary>
[Anonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MailModel(ISender sender) : PageModel
{
    public IReadOnlyList<CapturedMail> Mails { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var kept = await sender.Send(new ListCapturedMails(), ct);
        if (kept.Error is { } error)
            return this.Refused(error);

        Mails = kept.Value.Newest;
        return Page();
    }

    /// <summary>A line that is a link and nothing else, as the composer writes them.</summary>
    public static bool IsLink(string line) =>
        Uri.TryCreate(line, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp);
}

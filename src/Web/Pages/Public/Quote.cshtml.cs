using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Quotes;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Public;

/// <summary>A quote for whoever has its link: what it comes to, and whether it is accepted.</summary>
[Anonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class QuoteModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>Null when the link shows nothing.</summary>
    public SharedQuote? Shared { get; private set; }

    public string Refusal { get; private set; } = "";

    /// <summary>What is to be said first; null for a quote that waits for an answer.</summary>
    public (string Tone, string Icon, string Words)? State => Shared! switch
    {
        { Quote.Status: QuoteStatus.Accepted } => ("ok", "circle-check", "This quote is accepted. Thank you."),
        { Quote.Status: QuoteStatus.Declined } => ("info", "info", "This quote was declined."),
        { IsOpen: false } => ("warn", "clock", "This quote is not valid any more. Ask for a new one."),
        _ => null,
    };

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Response.Headers["X-Robots-Tag"] = "noindex, nofollow";

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct) => (await sender.Send(new GetSharedQuotePdf(Token), ct)).Match<IActionResult>(
        pdf => File(pdf.Content, "application/pdf", pdf.Name), _ => NotFound());

    [Sends<AcceptSharedQuote>]
    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken ct) => await AnsweredAsync(await sender.Send(new AcceptSharedQuote(Token), ct), ct);

    [Sends<DeclineSharedQuote>]
    public async Task<IActionResult> OnPostDeclineAsync(string? reason, CancellationToken ct) =>
        await AnsweredAsync(await sender.Send(new DeclineSharedQuote(Token, reason), ct), ct);

    private async Task<IActionResult> AnsweredAsync(Result<Done> answered, CancellationToken ct)
    {
        if (answered.Error is not { } error)
            return LocalRedirect($"/quote/{Uri.EscapeDataString(Token)}");

        Refusal = error.InWords();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetSharedQuote(Token), ct);
        if (found.Error is { } dead)
        {
            Refusal = dead.Message;
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        Shared = found.Value;
        return Page();
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Quotes;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Pages.Invoices;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Quotes;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class DetailsModel(ISender sender) : ActingPageModel(sender)
{
    public QuoteView Quote { get; private set; } = null!;

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct) => (await Sender.Send(new GetQuotePdf(new QuoteId(Id)), ct)).Match(
        pdf => File(pdf.Content, "application/pdf", pdf.Name), error => this.Refused(error));

    [Sends<SendQuote>]
    public Task<IActionResult> OnPostSendAsync(string? to, string? message, CancellationToken ct) =>
        DoAsync(new SendQuote(new QuoteId(Id), to, message), sent => $"It goes to {sent.To}.", ct);

    [Sends<AcceptQuote>]
    public Task<IActionResult> OnPostAcceptAsync(CancellationToken ct) => DoAsync(new AcceptQuote(new QuoteId(Id)), _ => "It is accepted.", ct);

    [Sends<DeclineQuote>]
    public Task<IActionResult> OnPostDeclineAsync(string? reason, CancellationToken ct) => DoAsync(new DeclineQuote(new QuoteId(Id), reason), _ => "It is declined.", ct);

    [Sends<ConvertQuote>]
    public Task<IActionResult> OnPostConvertAsync(CancellationToken ct) => DoAsync(
        new ConvertQuote(new QuoteId(Id)), _ => "The invoice is drafted.", ct, drafted => RedirectToPage("/Invoices/Details", new { id = drafted.Id.Value }));

    [Sends<DeleteQuote>]
    public Task<IActionResult> OnPostDeleteAsync(CancellationToken ct) =>
        DoAsync(new DeleteQuote(new QuoteId(Id)), _ => "The draft is deleted.", ct, _ => RedirectToPage("/Quotes/Index"));

    protected override async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetQuote(new QuoteId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Quote = found.Value;
        return Page();
    }
}

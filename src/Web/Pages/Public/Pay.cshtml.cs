using System.Globalization;
using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Sales;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Public;

/// <summary>An invoice for whoever has its link: what it comes to, whether it is paid, and how to pay it.</summary>
[Anonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PayModel(ISender sender) : PageModel
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>Null when the link shows nothing.</summary>
    public SharedInvoice? Shared { get; private set; }

    public string Refusal { get; private set; } = "";

    /// <summary>What is to be said first; null for an invoice that waits to be paid.</summary>
    public (string Tone, string Icon, string Words)? State => Shared!.Invoice switch
    {
        { Status: InvoiceStatus.Void } => ("bad", "ban", "This invoice was taken back. Please do not pay it."),
        { PaymentStatus: PaymentStatus.Paid } => ("ok", "circle-check", "This invoice is paid. Thank you."),
        { PaymentStatus: PaymentStatus.WrittenOff } => ("info", "info", "Nothing is asked for any more."),
        { PaymentStatus: PaymentStatus.Overdue } => ("warn", "clock", "The last day to pay is over."),
        _ => null,
    };

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Response.Headers["X-Robots-Tag"] = "noindex, nofollow";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetSharedInvoice(Token), ct);
        if (found.Error is { } dead)
        {
            Refusal = dead.Message;
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        Shared = found.Value;
        if (!Shared.IsViewNoted)
            await sender.Send(new NoteInvoiceView(Token), ct);
        return Page();
    }

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken ct) => (await sender.Send(new GetSharedInvoicePdf(Token), ct)).Match<IActionResult>(
        pdf => File(pdf.Content, "application/pdf", pdf.Name), _ => NotFound());

    public async Task<IActionResult> OnGetCodeAsync(CancellationToken ct) => (await sender.Send(new GetSharedPaymentCode(Token), ct)).Match<IActionResult>(
        code => File(code.Content, "image/png"), _ => NotFound());

    public static string DayOf(DateOnly day) => day.ToString("d MMMM yyyy", English);
}

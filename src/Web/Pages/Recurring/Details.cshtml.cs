using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Pages.Invoices;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Recurring;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class DetailsModel(ISender sender) : ActingPageModel(sender)
{
    public RecurringInvoiceView Recurring { get; private set; } = null!;

    [Sends<PauseRecurringInvoice>]
    public Task<IActionResult> OnPostPauseAsync(CancellationToken ct) => DoAsync(new PauseRecurringInvoice(new RecurringInvoiceId(Id)), _ => "It is paused.", ct);

    [Sends<ResumeRecurringInvoice>]
    public Task<IActionResult> OnPostResumeAsync(CancellationToken ct) => DoAsync(new ResumeRecurringInvoice(new RecurringInvoiceId(Id)), _ => "It goes on.", ct);

    [Sends<DeleteRecurringInvoice>]
    public Task<IActionResult> OnPostDeleteAsync(CancellationToken ct) => DoAsync(
        new DeleteRecurringInvoice(new RecurringInvoiceId(Id)), removed => removed.IsArchived ? "It has ended." : "It is deleted.", ct,
        removed => removed.IsArchived ? RedirectToPage(new { id = Id }) : RedirectToPage("/Recurring/Index"));

    protected override async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await Sender.Send(new GetRecurringInvoice(new RecurringInvoiceId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Recurring = found.Value;
        return Page();
    }
}

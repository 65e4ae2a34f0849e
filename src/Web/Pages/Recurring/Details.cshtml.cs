using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Recurring;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Recurring;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public RecurringInvoiceView Recurring { get; private set; } = null!;

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public Task<IActionResult> OnPostPauseAsync(CancellationToken ct) => DoAsync(new PauseRecurringInvoice(new RecurringInvoiceId(Id)), "It is paused.", ct);

    public Task<IActionResult> OnPostResumeAsync(CancellationToken ct) => DoAsync(new ResumeRecurringInvoice(new RecurringInvoiceId(Id)), "It goes on.", ct);

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var removed = await sender.Send(new DeleteRecurringInvoice(new RecurringInvoiceId(Id)), ct);
        if (removed.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast(removed.Value.IsArchived ? "It has ended." : "It is deleted.");
        return removed.Value.IsArchived ? RedirectToPage(new { id = Id }) : RedirectToPage("/Recurring/Index");
    }

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> command, string said, CancellationToken ct)
    {
        var done = await sender.Send(command, ct);
        if (done.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast(said);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> RefuseAsync(Error error, CancellationToken ct)
    {
        if (error.Kind is ErrorKind.Forbidden or ErrorKind.NotFound)
            return this.Refused(error);

        Refusal = error.InWords();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetRecurringInvoice(new RecurringInvoiceId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Recurring = found.Value;
        return Page();
    }
}

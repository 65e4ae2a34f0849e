using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Invoices;

[RequirePermission(Permissions.Invoices.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public InvoiceView Invoice { get; private set; } = null!;

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public Task<IActionResult> OnPostFinalizeAsync(CancellationToken ct) =>
        DoAsync(new FinalizeInvoice(new InvoiceId(Id)), invoice => $"{invoice.Number} is finalised.", ct);

    public Task<IActionResult> OnPostVoidAsync(DateOnly? date, string? reason, CancellationToken ct) =>
        DoAsync(new VoidInvoice(new InvoiceId(Id), date, reason), _ => "It is void.", ct);

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var deleted = await sender.Send(new DeleteInvoice(new InvoiceId(Id)), ct);
        if (deleted.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast("The draft is deleted.");
        return RedirectToPage("/Invoices/Index");
    }

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> command, Func<T, string> said, CancellationToken ct)
    {
        var done = await sender.Send(command, ct);
        if (done.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast(said(done.Value));
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult> RefuseAsync(Error error, CancellationToken ct)
    {
        if (error.Kind is ErrorKind.Forbidden or ErrorKind.NotFound)
            return this.Refused(error);

        Refusal = error.Fields is { } fields ? string.Join(" ", fields.Values.SelectMany(said => said)) : error.Message;
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetInvoice(new InvoiceId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Invoice = found.Value;
        return Page();
    }
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Bills;

[RequirePermission(Permissions.Bills.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    private static readonly string DutiesApart = AccessErrors.DutiesApart(Duty.Approve, Duty.Submit).Code;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public BillView Bill { get; private set; } = null!;

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public Task<IActionResult> OnPostReceiveAsync(bool acceptDuplicate, CancellationToken ct) =>
        DoAsync(new ReceiveBill(new BillId(Id), acceptDuplicate), "It waits for approval.", ct);

    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => DoAsync(new ApproveBill(new BillId(Id)), "It is approved.", ct);

    public Task<IActionResult> OnPostRejectAsync(string? reason, CancellationToken ct) => DoAsync(new RejectBill(new BillId(Id), reason), "It is rejected.", ct);

    public Task<IActionResult> OnPostVoidAsync(DateOnly? date, string? reason, CancellationToken ct) =>
        DoAsync(new VoidBill(new BillId(Id), date, reason), "It is void.", ct);

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var deleted = await sender.Send(new DeleteBill(new BillId(Id)), ct);
        if (deleted.Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast("The bill is deleted.");
        return RedirectToPage("/Bills/Index");
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
        if (error.Kind is ErrorKind.Forbidden or ErrorKind.NotFound && error.Code != DutiesApart)
            return this.Refused(error);

        Refusal = error.InWords();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetBill(new BillId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Bill = found.Value;
        return Page();
    }
}

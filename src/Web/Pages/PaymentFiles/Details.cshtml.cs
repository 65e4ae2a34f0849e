using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases.PaymentFiles;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.PaymentFiles;

[RequirePermission(Permissions.Bills.Read)]
public sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public PaymentFileView Shown { get; private set; } = null!;

    /// <summary>What the bank account is called; null for whoever may not see it.</summary>
    public string? Account { get; private set; }

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public async Task<IActionResult> OnGetFileAsync(CancellationToken ct)
    {
        var file = await sender.Send(new GetPaymentFileContent(new PaymentFileId(Id)), ct);
        return file.Error is { } error ? this.Refused(error) : File(file.Value.Content, "application/xml", file.Value.Name);
    }

    [Sends<ReleasePaymentFile>]
    public Task<IActionResult> OnPostReleaseAsync(CancellationToken ct) => DoAsync(new ReleasePaymentFile(new PaymentFileId(Id)), "The file is released.", ct);

    [Sends<ConfirmPaymentFile>]
    public Task<IActionResult> OnPostConfirmAsync(DateOnly? date, CancellationToken ct) =>
        DoAsync(new ConfirmPaymentFile(new PaymentFileId(Id), date), "The bills are paid.", ct);

    private async Task<IActionResult> DoAsync<T>(IRequest<Result<T>> command, string said, CancellationToken ct)
    {
        var done = await sender.Send(command, ct);
        if (done.Error is not { } error)
        {
            this.Toast(said);
            return RedirectToPage(new { id = Id });
        }

        if (error.TakesThePage())
            return this.Refused(error);

        (Refusal, Response.StatusCode) = (error.InWords(), StatusCodes.Status422UnprocessableEntity);
        return await ShowAsync(ct);
    }

    private Task<IActionResult> ShowAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetPaymentFile(new PaymentFileId(Id)), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Shown = found.Value;
        if (Shown.File.BankAccountId is { } id)
            Account = (await reads.Send(new GetBankAccount(id), ct)).Match(account => account.Name, _ => (string?)null);
        return Page();
    }, ct);
}

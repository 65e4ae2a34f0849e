using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Ubl;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Invoices;

/// <summary>Shows what a file in UBL says, and takes it in. Between the two the page itself holds the file.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[UploadLimit(LargestForm)]
[RequestFormLimits(ValueLengthLimit = LargestForm, BufferBodyLengthLimit = LargestForm)]
public sealed class ImportModel(ISender sender) : PageModel
{
    // Base64 is a third larger than what it stands for.
    private const int LargestForm = ImportInvoice.LargestSize / 3 * 4 + 64 * 1024;

    [BindProperty]
    public IFormFile? Document { get; set; }

    public UblPreview? Preview { get; private set; }

    /// <summary>The file in base64.</summary>
    public string Kept { get; private set; } = "";

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (Document is not { Length: > 0 } file)
            return this.Invalid(Error.Validation(nameof(Document), "Choose a file that is not empty."), prefix: "");
        if (file.Length > ImportInvoice.LargestSize)
            return this.Invalid(SalesErrors.UblTooLarge, prefix: "");

        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        return await ShowAsync(content.ToArray(), null, ct);
    }

    [Sends<ImportCreditNote>, Sends<ImportInvoice>]
    public async Task<IActionResult> OnPostImportAsync(string? content, InvoiceKind kind, bool addCustomer, CancellationToken ct)
    {
        var file = Read(content);
        var taken = await TakeAsync(file, kind, addCustomer, ct);
        if (taken.Error is { } refused)
            return await ShowAsync(file, refused, ct);

        this.Toast(kind == InvoiceKind.Invoice ? "The draft is made." : "The credit note is issued.");
        return RedirectToPage("/Invoices/Details", new { id = taken.Value.Value });
    }

    private async Task<Result<InvoiceId>> TakeAsync(byte[] file, InvoiceKind kind, bool addCustomer, CancellationToken ct) => kind == InvoiceKind.Invoice
        ? (await sender.Send(new ImportInvoice(file, addCustomer), ct)).Match<Result<InvoiceId>>(drafted => drafted.Id, error => error)
        : (await sender.Send(new ImportCreditNote(file, addCustomer), ct)).Match<Result<InvoiceId>>(issued => issued.Id, error => error);

    private async Task<IActionResult> ShowAsync(byte[] file, Error? why, CancellationToken ct)
    {
        var read = await sender.Send(new PreviewUbl(file), ct);
        if (read.Error is { } unread)
            return this.Invalid(unread, prefix: "");

        (Preview, Kept) = (read.Value, Convert.ToBase64String(file));
        return why is null ? Page() : this.Invalid(why, prefix: "");
    }

    // What is no base64 is as an empty file, which is refused as unreadable.
    private static byte[] Read(string? content)
    {
        var file = new byte[(content ?? "").Length];
        return Convert.TryFromBase64String(content ?? "", file, out var length) ? file[..length] : [];
    }
}

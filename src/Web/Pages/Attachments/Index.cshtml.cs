using Financbase.Application.Access;
using Financbase.Application.Attachments;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Htmx;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ISender = Financbase.Application.Pipeline.ISender;

namespace Financbase.Web.Pages.Attachments;

/// <summary>Files and notes at one document: a page of its own, and a part of the document's page, which loads it behind itself.</summary>
[RequirePermission(Permissions.Attachments.Read)]
[UploadLimit((Attachment.LargestMegabytes + 1L) * 1024 * 1024)]
public sealed class IndexModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid DocumentId { get; set; }

    public DocumentKind Document { get; private set; }

    public IReadOnlyList<AttachmentView> Files { get; private set; } = [];

    public IReadOnlyList<NoteView> Notes { get; private set; } = [];

    /// <summary>Older notes than these are not shown: the API has them.</summary>
    public bool HasMoreNotes { get; private set; }

    /// <summary>Why something was not done.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The document's own page.</summary>
    public string DocumentPage => Url.Page($"/{Place.Folder}/Details", new { id = DocumentId })!;

    public string DocumentWord => Place.Word;

    private (string Folder, string Word) Place => Document switch
    {
        DocumentKind.Invoice => ("Invoices", "invoice"),
        DocumentKind.Bill => ("Bills", "bill"),
        DocumentKind.JournalEntry => ("Journal", "journal entry"),
        DocumentKind.Expense => ("Expenses", "expense"),
        DocumentKind.Quote => ("Quotes", "quote"),
        DocumentKind.VendorCredit => ("VendorCredits", "vendor credit"),
        DocumentKind.Payment => ("Payments", "payment"),
        DocumentKind.VendorPayment => ("VendorPayments", "payment"),
        DocumentKind.RecurringInvoice => ("Recurring", "recurring invoice"),
    };

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(ct);

    public Task<IActionResult> OnGetFileAsync(Guid attachment, CancellationToken ct) => DownloadAsync(new GetAttachedFile(new(attachment)), ct);

    public async Task<IActionResult> OnGetThumbnailAsync(Guid attachment, CancellationToken ct)
    {
        // A file at an attachment never changes.
        Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return await DownloadAsync(new GetAttachedFile(new(attachment), Small: true), ct);
    }

    [Sends<AttachFile>]
    public async Task<IActionResult> OnPostAttachAsync(IFormFile? upload, CancellationToken ct)
    {
        if (upload is null)
            return await RefuseAsync(Error.Validation("upload", "Choose a file."), ct);

        var content = new MemoryStream();
        await upload.CopyToAsync(content, ct);
        var name = upload.FileName.Split('/', '\\')[^1];
        return await DoAsync(document => new AttachFile(document, name, content.GetBuffer().AsMemory(0, (int)content.Length)), $"{name} is attached.", ct);
    }

    [Sends<DetachFile>]
    public Task<IActionResult> OnPostDetachAsync(Guid attachment, CancellationToken ct) => DoAsync(_ => new DetachFile(new(attachment)), "The file is removed.", ct);

    [Sends<WriteNote>]
    public Task<IActionResult> OnPostNoteAsync(string? text, CancellationToken ct) => DoAsync(document => new WriteNote(document, text), "The note is written.", ct);

    [Sends<DeleteNote>]
    public Task<IActionResult> OnPostDeleteNoteAsync(Guid note, CancellationToken ct) => DoAsync(_ => new DeleteNote(new(note)), "The note is deleted.", ct);

    private async Task<IActionResult> DownloadAsync(GetAttachedFile query, CancellationToken ct)
    {
        var file = await sender.Send(query, ct);
        return file.Error is { } error ? this.Refused(error) : File(file.Value.Content, file.Value.MediaType, file.Value.Name);
    }

    private async Task<IActionResult> DoAsync<T>(Func<DocumentReference, IRequest<Result<T>>> command, string said, CancellationToken ct)
    {
        var found = await sender.Send(new FindDocument(DocumentId), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Document = found.Value.Kind;
        if ((await sender.Send(command(found.Value), ct)).Error is { } error)
            return await RefuseAsync(error, ct);

        this.Toast(said);
        return Redirect(DocumentPage);
    }

    private async Task<IActionResult> RefuseAsync(Error error, CancellationToken ct)
    {
        if (error.Kind is ErrorKind.NotFound or ErrorKind.Forbidden)
            return this.Refused(error);

        Refusal = error.InWords();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await ShowAsync(ct);
    }

    private Task<IActionResult> ShowAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new FindDocument(DocumentId), ct);
        if (found.Error is { } missing)
            return this.Refused(missing);

        Document = found.Value.Kind;
        var filter = new DocumentFilter(Document, DocumentId);
        Files = (await reads.Send(new ListAttachments(filter, new PageRequest(Attachment.MostOfDocument)), ct)).Match(page => page.Items, _ => []);
        (Notes, HasMoreNotes) = (await reads.Send(new ListNotes(filter, new PageRequest()), ct)).Match(page => (page.Items, page.NextCursor is not null), _ => ([], false));
        return Request.IsHtmx() ? Partial("_Attached", this) : Page();
    }, ct);
}

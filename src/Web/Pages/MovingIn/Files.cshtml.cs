using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Imports;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Imports;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.MovingIn;

/// <summary>Lists that were kept elsewhere: looked at, taken in, and taken back.</summary>
[RequirePermission(Permissions.Ledger.Post)]
[UploadLimit(LargestForm)]
[RequestFormLimits(ValueLengthLimit = LargestForm, BufferBodyLengthLimit = LargestForm)]
public sealed class FilesModel(ISender sender) : PageModel
{
    // Base64 is a third larger than what it stands for.
    private const int LargestForm = ImportErrors.LargestSize / 3 * 4 + 256 * 1024;

    [BindProperty]
    public FilesInput Input { get; set; } = new();

    [BindProperty]
    public IFormFile? Document { get; set; }

    public ImportPreview? Preview { get; private set; }

    public IReadOnlyList<TakenImport> Taken { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (Document is { Length: > 0 } document)
        {
            if (document.Length > ImportErrors.LargestSize)
                return await InvalidAsync(ImportErrors.TooLarge, ct);
            await using var stream = document.OpenReadStream();
            var file = await StatementFile.ReadAsync(document.FileName, stream, ct, ImportErrors.TooLarge);
            Input = Input with { FileName = file.Name, Content = Convert.ToBase64String(file.Content.Span), Columns = [] };
        }
        else if (string.IsNullOrEmpty(Input.Content))
        {
            return await InvalidAsync(Error.Validation(nameof(Document), "Choose a file that is not empty."), ct);
        }

        return await ShowAsync(null, ct);
    }

    [Sends<TakeImport>]
    public async Task<IActionResult> OnPostTakeAsync(CancellationToken ct)
    {
        var taken = await sender.Send(new TakeImport(Input.ToTerms()), ct);
        if (taken.Error is { Kind: ErrorKind.Forbidden } forbidden)
            return this.Refused(forbidden);
        if (taken.Error is { } refused)
            return await ShowAsync(refused, ct);

        this.Toast($"{taken.Value.Added} added, {taken.Value.Changed} changed, {taken.Value.Skipped} left out.");
        return RedirectToPage();
    }

    [Sends<UndoImport>]
    public async Task<IActionResult> OnPostUndoAsync(Guid import, CancellationToken ct)
    {
        var undone = await sender.Send(new UndoImport(import), ct);
        if (undone.Error is { Kind: ErrorKind.Forbidden or ErrorKind.NotFound } refused)
            return this.Refused(refused);
        if (undone.Error is { } error)
            return await InvalidAsync(error, ct);

        this.Toast($"{undone.Value.Removed} taken back.");
        return RedirectToPage();
    }

    private async Task<IActionResult> ShowAsync(Error? why, CancellationToken ct)
    {
        var read = await sender.Send(new PreviewImport(Input.ToTerms()), ct);
        if (read.Error is { Kind: ErrorKind.Forbidden } forbidden)
            return this.Refused(forbidden);
        if (read.Error is { } unread)
            return await InvalidAsync(unread, ct);

        await LoadAsync(ct);
        ModelState.Clear();
        Preview = read.Value;
        return why is null ? Page() : this.Invalid(why, prefix: "");
    }

    private async Task<IActionResult> InvalidAsync(Error why, CancellationToken ct)
    {
        await LoadAsync(ct);
        ModelState.Clear();
        return this.Invalid(why, prefix: "");
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Taken = (await sender.Send(new ListImports(), ct)).Match(imports => imports, _ => []);
}

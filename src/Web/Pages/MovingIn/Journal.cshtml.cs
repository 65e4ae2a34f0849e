using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.MovingIn;

/// <summary>A journal that was kept elsewhere: looked at, taken in, and taken back.</summary>
[RequirePermission(Permissions.Ledger.Post)]
public sealed class JournalModel(ISender sender) : PageModel
{
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Null where the content tells.</summary>
    [BindProperty]
    public PlainFormat? Format { get; set; }

    /// <summary>What it would do.</summary>
    public JournalPreview? Preview { get; private set; }

    public IReadOnlyList<TakenJournal> Taken { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var preview = await sender.Send(new PreviewJournal(Text ?? "", Format), ct);
        if (preview.Error is { } error)
            return this.Invalid(error, "");

        Preview = preview.Value;
        return Page();
    }

    [Sends<ImportJournal>]
    public async Task<IActionResult> OnPostImportAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var taken = await sender.Send(new ImportJournal(Text ?? "", Format), ct);
        if (taken.Error is { } error)
            return this.Invalid(error, "");

        this.Toast($"{taken.Value.Entries} transactions are in the books.");
        return RedirectToPage();
    }

    [Sends<UndoJournalImport>]
    public async Task<IActionResult> OnPostUndoAsync(Guid journal, CancellationToken ct)
    {
        var undone = await sender.Send(new UndoJournalImport(journal), ct);
        if (undone.Error is { Kind: ErrorKind.Forbidden or ErrorKind.NotFound } refused)
            return this.Refused(refused);
        if (undone.Error is { } error)
        {
            await LoadAsync(ct);
            ModelState.Clear();
            return this.Invalid(error, "");
        }

        this.Toast($"{undone.Value.Entries} entries are reversed.");
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Taken = (await sender.Send(new ListTakenJournals(), ct)).Match(journals => journals, _ => []);
}

using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

/// <summary>The imports of an account; each can be taken back.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed class StatementsModel(ISender sender) : PageModel
{
    private static readonly DownloadFormat<StatementImportSummary> Csv = CsvFormat.Of<StatementImportSummary>(
        ("Imported at", row => row.ImportedAt),
        ("File", row => row.FileName),
        ("Format", row => row.Format),
        ("State", row => row.State),
        ("New lines", row => row.Imported),
        ("Already there", row => row.Duplicates),
        ("Rejected", row => row.RejectedCount),
        ("Latest day", row => row.To),
        ("Undone at", row => row.UndoneAt),
        ("Id", row => row.ImportId.Value));

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public StatementImportState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public BankAccountView Account { get; private set; } = null!;

    public Page<StatementImportSummary> Imports { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public bool IsFiltered => State is not null || !string.IsNullOrWhiteSpace(Text);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    public IActionResult OnGetCsv() =>
        new ListDownload<StatementImportSummary>(sender, List, Csv, "imports");

    [Sends<UndoStatementImport>]
    public async Task<IActionResult> OnPostUndoAsync(Guid import, CancellationToken ct)
    {
        var undone = await sender.Send(new UndoStatementImport(new BankAccountId(Id), new StatementImportId(import)), ct);
        if (undone.Error is { } error)
        {
            return await ShowAsync(error, ct);
        }

        var (removed, kept) = (undone.Value.Removed, undone.Value.Kept);
        this.Toast(kept == 0
            ? $"The import is undone: {removed} lines are removed."
            : $"The import is undone: {removed} lines are removed, {kept} stay because a later import brought them as well.");
        return RedirectToPage(new { id = Id, State, Text });
    }

    private ListStatementImports List(PageRequest page) => new(new BankAccountId(Id), page, Text, State);

    private async Task<IActionResult> ShowAsync(Error? refused, CancellationToken ct)
    {
        var (account, imports) = await sender.ReadAsync(
            async reads => (
                await reads.Send(new GetBankAccount(new BankAccountId(Id)), ct),
                await reads.Send(List(new PageRequest(Cursor: Cursor)), ct)),
            ct);
        if ((account.Error ?? imports.Error) is { } error)
        {
            return this.Refused(error);
        }

        (Account, Imports) = (account.Value, imports.Value);
        return refused is null ? Page() : this.Invalid(refused);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Jobs;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

/// <summary>How a long import stands. Follows it by polling; without scripts, by a link that shows it anew.</summary>
[RequirePermission(Permissions.Banking.Read)]
public sealed class ProgressModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Import { get; set; }

    public BankAccountView Account { get; private set; } = null!;

    public ImportProgress Progress { get; private set; } = null!;

    public bool IsLive => Progress.Status is JobState.Queued or JobState.Running;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    [Sends<CancelStatementImport>]
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        var cancelled = await sender.Send(new CancelStatementImport(new StatementImportId(Import)), ct);
        if (cancelled.Error is { } error)
        {
            return await ShowAsync(error, ct);
        }

        this.Toast("The import is cancelled. Nothing of it was stored.");
        return RedirectToPage(new { id = Id, import = Import });
    }

    private async Task<IActionResult> ShowAsync(Error? refused, CancellationToken ct)
    {
        var account = await sender.Send(new GetBankAccount(new BankAccountId(Id)), ct);
        var progress = await sender.Send(new GetImportProgress(new StatementImportId(Import)), ct);
        if ((account.Error ?? progress.Error) is { } error)
        {
            return this.Refused(error);
        }

        if (progress.Value.BankAccountId.Value != Id)
        {
            return this.Refused(Error.NotFound("import"));
        }

        (Account, Progress) = (account.Value, progress.Value);
        return refused is not null ? this.Invalid(refused)
            : Request.Headers["HX-Request-Type"] == "partial" ? Partial("_Progress", this)
            : Page();
    }
}

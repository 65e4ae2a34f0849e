using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.RateLimits;
using Financbase.Web.Shell;
using Financbase.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

/// <summary>Shows what an import would bring, asks what the file leaves open, and imports.</summary>
[RequirePermission(Permissions.Banking.Import)]
[Heavy]
public sealed class PreviewModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Upload { get; set; }

    /// <summary>The mapping as the person set it; in the address while they look, in the form when they import.</summary>
    [BindProperty(SupportsGet = true)]
    public MappingInput Mapping { get; set; } = new();

    public BankAccountView Account { get; private set; } = null!;

    public StagedPreview Staged { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    [Sends<BeginStagedImport>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var begun = await sender.Send(
            new BeginStagedImport(new BankAccountId(Id), new StatementUploadId(Upload), Mapping.ToProfile()), ct);
        if (begun.Error is { } error)
        {
            return await ShowAsync(error, ct);
        }

        if (begun.Value.Done is not { } imported)
        {
            return RedirectToPage("/Banking/Progress", new { id = Id, import = Upload });
        }

        var (lines, duplicates) = (imported.Imported, imported.Duplicates);
        this.Toast(duplicates == 0
            ? $"{lines} lines imported."
            : $"{lines} lines imported, {duplicates} were here already.");
        return RedirectToPage("/Banking/Details", new { id = Id });
    }

    private async Task<IActionResult> ShowAsync(Error? refused, CancellationToken ct)
    {
        var account = await sender.Send(new GetBankAccount(new BankAccountId(Id)), ct);
        var preview = await sender.Send(
            new PreviewStagedStatement(new BankAccountId(Id), new StatementUploadId(Upload), Mapping.ToProfile()), ct);
        if ((account.Error ?? preview.Error) is { } error)
        {
            return account.IsSuccess && error.Kind is not (ErrorKind.NotFound or ErrorKind.Forbidden or ErrorKind.RateLimited)
                ? StartOver(refused ?? error)
                : this.Refused(error);
        }

        (Account, Staged) = (account.Value, preview.Value);
        if (Staged.Preview.Csv is { } csv)
        {
            Mapping = MappingInput.Of(csv.Profile);
        }

        return refused is null ? Page() : this.Invalid(refused, nameof(Mapping));
    }

    // The file is gone or cannot be read this way: the person chooses again, and learns why.
    private RedirectToPageResult StartOver(Error error)
    {
        this.Toast(error.Message, Tone.Bad);
        return RedirectToPage("/Banking/Import", new { id = Id });
    }
}

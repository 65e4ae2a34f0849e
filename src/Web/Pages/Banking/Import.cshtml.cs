using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.RateLimits;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

/// <summary>Takes a file and keeps it aside for the preview.</summary>
[RequirePermission(Permissions.Banking.Import)]
[Heavy(OnlyWhenSent = true)]
[UploadLimit(StatementFile.LargestSize + RoomForTheForm)]
public sealed class ImportModel(ISender sender) : PageModel
{
    private const int RoomForTheForm = 1024 * 1024;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public IFormFile? Statement { get; set; }

    public BankAccountView Account { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => ShowAsync(null, ct);

    [Sends<StageStatement>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Statement is not { Length: > 0 } file)
        {
            return await ShowAsync(Error.Validation(nameof(Statement), "Choose a file that is not empty."), ct);
        }

        try
        {
            await using var content = file.OpenReadStream();
            var statement = await StatementFile.ReadAsync(file.FileName, content, ct);
            var staged = await sender.Send(new StageStatement(new BankAccountId(Id), statement), ct);
            return staged.Error is { } error
                ? await ShowAsync(error, ct)
                : RedirectToPage("/Banking/Preview", new { id = Id, upload = staged.Value.Value });
        }
        catch (DomainException refused)
        {
            return await ShowAsync(refused.Error, ct);
        }
    }

    private async Task<IActionResult> ShowAsync(Error? error, CancellationToken ct)
    {
        var account = await sender.Send(new GetBankAccount(new BankAccountId(Id)), ct);
        if (account.Error is { } missing)
        {
            return this.Refused(missing);
        }

        Account = account.Value;
        return error is null ? Page() : this.Invalid(error, prefix: "");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Accounts;

[RequirePermission(Permissions.Ledger.Manage)]
public sealed class EditModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public AccountInput Input { get; set; } = new();

    public AccountView Account { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = new()
        {
            Code = Account.Code,
            Name = Account.Name,
            Subtype = Account.Subtype,
            Description = Account.Description,
            IsArchived = Account.IsArchived,
        };
        return Page();
    }

    [Sends<UpdateAccount>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var saved = await sender.Send(new UpdateAccount(
            new AccountId(Id), Input.Code ?? "", Input.Name ?? "", Input.Subtype ?? Account.Subtype, Input.Description, Input.IsArchived), ct);
        if (saved.Error is { } error)
            return this.Invalid(error);

        this.Toast("The account is saved.");
        return RedirectToPage("/Accounts/Details", new { id = Id });
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetAccount(new AccountId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Account = found.Value;
        return null;
    }
}

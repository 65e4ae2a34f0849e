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
public sealed class NewModel(ISender sender) : PageModel
{
    [BindProperty]
    public AccountInput Input { get; set; } = new();

    public void OnGet() => Input = new() { Subtype = AccountSubtype.OperatingExpense };

    [Sends<CreateAccount>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var created = await sender.Send(
            new CreateAccount(Input.Code ?? "", Input.Name ?? "", Input.Subtype ?? AccountSubtype.OperatingExpense, Input.Description), ct);
        if (created.Error is { } error)
            return this.Invalid(error);

        this.Toast($"{created.Value.Code} {created.Value.Name} is added.");
        return RedirectToPage("/Accounts/Index");
    }
}

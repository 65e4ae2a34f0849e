using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

[RequirePermission(Permissions.Banking.Read)]
public sealed class IndexModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public Page<BankAccountView> Accounts { get; private set; } = new([], null, PageRequest.DefaultLimit);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await sender.Send(new ListBankAccounts(new PageRequest(Cursor: Cursor)), ct);
        if (found.Error is { } error)
        {
            return this.Refused(error);
        }

        Accounts = found.Value;
        return Page();
    }
}

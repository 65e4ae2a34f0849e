using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Access.Roles;

/// <summary>What making and changing a role have in common.</summary>
public abstract class RoleFormModel(ISender sender) : PageModel
{
    [BindProperty]
    public RoleInput Input { get; set; } = new();

    /// <summary>The accounts that a permission can be narrowed to; none for whoever may not see them.</summary>
    public IReadOnlyList<BankAccountView> Accounts { get; private set; } = [];

    protected ISender Sender { get; } = sender;

    protected async Task LoadAccountsAsync(CancellationToken ct) => Accounts =
        (await Sender.Send(new ListBankAccounts(new PageRequest(PageRequest.MaxLimit)), ct)).Match(page => page.Items, _ => []);
}

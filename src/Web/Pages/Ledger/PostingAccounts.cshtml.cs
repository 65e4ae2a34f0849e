using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Ledger;

/// <summary>Which account is posted to for what. Each choice that differs is one change; the first that is refused ends it.</summary>
[RequirePermission(Permissions.Ledger.Read)]
public sealed class PostingAccountsModel(ISender sender) : PageModel
{
    [BindProperty]
    public Dictionary<PostingRole, Guid?> Chosen { get; set; } = [];

    public IReadOnlyList<PostingAccountView> Roles { get; private set; } = [];

    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => sender.ReadAsync(reads => LoadAsync(reads, ct), ct);

    [Sends<ChoosePostingAccount>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var before = await sender.Send(new ListPostingAccounts(), ct);
        if (before.Error is { } refused)
            return this.Refused(refused);

        foreach (var role in before.Value)
        {
            if (Chosen.GetValueOrDefault(role.Role) is not { } account || account == role.Account?.Id.Value)
                continue;

            if ((await sender.Send(new ChoosePostingAccount(role.Role, new AccountId(account)), ct)).Error is { } error)
            {
                await sender.ReadAsync(reads => LoadAsync(reads, ct), ct);
                return this.Invalid(error);
            }
        }

        this.Toast("The posting accounts are saved.");
        return RedirectToPage();
    }

    public static string Label(PostingRole role) => role.Words() is var words ? char.ToUpperInvariant(words[0]) + words[1..] : "";

    private async Task<IActionResult> LoadAsync(ISender reads, CancellationToken ct)
    {
        var roles = await reads.Send(new ListPostingAccounts(), ct);
        if (roles.Error is { } refused)
            return this.Refused(refused);

        var accounts = await reads.Send(new ListAccounts(new(IsArchived: false), new PageRequest(PageRequest.MaxLimit)), ct);
        if (accounts.Error is { } error)
            return this.Refused(error);

        (Roles, Accounts) = (roles.Value, accounts.Value.Items);
        return Page();
    }
}

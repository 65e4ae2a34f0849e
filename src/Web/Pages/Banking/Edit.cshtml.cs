using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking;

/// <summary>The name of a bank account, and which account of the chart stands for it. The chart is offered to those who may see it.</summary>
[RequirePermission(Permissions.Banking.Manage)]
public sealed class EditModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public BankAccountInput Input { get; set; } = new();

    public BankAccountView Account { get; private set; } = null!;

    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = new() { Name = Account.Name, LedgerAccount = Account.LedgerAccount?.Id.Value };
        return Page();
    }

    [Sends<ConnectBankAccount>, Sends<RenameBankAccount>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;
        if (await SaveAsync(ct) is { } error)
            return this.Invalid(error);

        this.Toast("The bank account is saved.");
        return RedirectToPage("/Banking/Details", new { id = Id });
    }

    private async Task<Error?> SaveAsync(CancellationToken ct)
    {
        var id = new BankAccountId(Id);
        var renamed = await sender.Send(new RenameBankAccount(id, Input.Name ?? ""), ct);
        return renamed.Error is null && Input.LedgerAccount is { } account
            ? (await sender.Send(new ConnectBankAccount(id, new AccountId(account)), ct)).Error
            : renamed.Error;
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetBankAccount(new BankAccountId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Account = found.Value;
        foreach (var type in new[] { AccountType.Asset, AccountType.Liability })
        {
            var some = await sender.Send(new ListAccounts(new(Type: type, IsArchived: false), new PageRequest(PageRequest.MaxLimit)), ct);
            Accounts = [.. Accounts, .. some.Match(page => page.Items, _ => [])];
        }

        return null;
    }
}

public sealed record BankAccountInput
{
    public string? Name { get; init; }

    public Guid? LedgerAccount { get; init; }
}

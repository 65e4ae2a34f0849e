using Financbase.Application.Banking;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.SharedKernel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Access.Roles;

/// <summary>What making and changing a role have in common.</summary>
public abstract class RoleFormModel(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
{
    // Beyond that an account is added by its name.
    private const int MostListed = 100;

    [BindProperty]
    public RoleInput Input { get; set; } = new();

    /// <summary>
    /// The accounts that a permission can be narrowed to: the first ones by name, and those that it is narrowed to already. None
    /// for whoever may not see them.
    /// </summary>
    public IReadOnlyList<(Guid Id, string Name)> Accounts { get; private set; } = [];

    /// <summary>There are more than are listed.</summary>
    public bool HasMore { get; private set; }

    /// <summary>In which limits are said.</summary>
    public Currency Base => tenant.Tenant!.BaseCurrency;

    protected ISender Sender { get; } = sender;

    public async Task<IActionResult> OnGetAccountsAsync(CancellationToken ct) => Partial(
        "/Pages/Access/_Choices.cshtml", await Choices.OfAsync(Sender, Choices.BankAccount, Request.Query.FirstOrDefault(word => word.Key.StartsWith("Input.More", StringComparison.Ordinal)).Value, ct));

    /// <summary>Puts the accounts that were typed to the chosen ones and reads the limits; an error stands at its field.</summary>
    protected async Task<bool> TakeMoreAsync(CancellationToken ct)
    {
        foreach (var (permission, name) in Input.More.Where(typed => !string.IsNullOrWhiteSpace(typed.Value)).ToArray())
        {
            var field = $"Input.More[{permission}]";
            var account = await Choices.FindAsync(Sender, Choices.BankAccount, name, field, ct);
            if (account.Error is { } error)
            {
                ModelState.AddModelError(field, error.Fields![field][0]);
                continue;
            }

            Input.More.Remove(permission);
            foreach (var (list, choice) in new[] { (Input.Permissions, permission), (Input.Narrowed, permission), (Input.Accounts, RoleInput.Choice(permission, account.Value)) })
            {
                if (!list.Contains(choice))
                    list.Add(choice);
            }
        }

        foreach (var permission in Input.Limits.Keys.Where(permission => !Input.TryLimit(permission, Base, out _)))
            ModelState.AddModelError($"Input.Limits[{permission}]", "Write the limit like 1000.00.");
        return ModelState.IsValid;
    }

    /// <summary>The form as it was typed, with what was wrong.</summary>
    protected async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        await LoadAccountsAsync(ct);
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    protected Task LoadAccountsAsync(CancellationToken ct) => Sender.ReadAsync(async reads =>
    {
        var chosen = Input.Accounts.Select(choice => Guid.TryParse(choice[(choice.IndexOf('=', StringComparison.Ordinal) + 1)..], out var id) ? id : Guid.Empty).ToHashSet();
        var listed = new List<(Guid Id, string Name)>();
        var page = new PageRequest(MostListed);
        while (page is not null && (await reads.Send(new ListBankAccounts(page), ct)).Match(found => found, _ => null!) is { } found)
        {
            listed.AddRange(found.Items.Select(account => (account.Id.Value, account.Name)).Where(account => page.Cursor is null || chosen.Contains(account.Value)));
            HasMore |= found.NextCursor is not null;
            page = found.NextCursor is { } next && !chosen.IsSubsetOf(listed.Select(account => account.Id)) ? new PageRequest(PageRequest.MaxLimit, next) : null;
        }

        if (listed.Count > 0)
            listed.AddRange(chosen.Except(listed.Select(account => account.Id)).Where(id => id != Guid.Empty).Select(id => (id, "one that you may not see")));
        Accounts = listed;
        return listed.Count;
    }, ct);
}

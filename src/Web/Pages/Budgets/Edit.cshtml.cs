using Financbase.Application.Access;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Budgets;

/// <summary>The grid of a budget: a row for each account, a field for each month.</summary>
[RequirePermission(Permissions.Budgets.Manage)]
[RequestFormLimits(ValueCountLimit = MostFields)]
public sealed class EditModel(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
{
    // Fourteen for each account, and some more.
    private const int MostFields = (Domain.Ledger.Budget.MostAccounts * (Domain.Ledger.Budget.Months + 2)) + 100;

    private Dictionary<Guid, string> _names = [];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public BudgetInput Input { get; set; } = new();

    public BudgetView Budget { get; private set; } = null!;

    /// <summary>That can get a row; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public string Currency => tenant.Tenant!.BaseCurrency.Code;

    public string NameOf(Guid account) => _names.GetValueOrDefault(account, "Account");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = BudgetInput.Of(Budget);
        return Page();
    }

    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        ModelState.Clear();
        if (Input.Add is { } account && Input.Rows.All(row => row.AccountId != account))
            Input = Input with { Rows = [.. Input.Rows, new BudgetRowInput { AccountId = account }], Add = null };
        return Page();
    }

    [Sends<UpdateBudget>]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var rows = Input.Rows.Select(row => row.ToDraft()).ToList();
        if (rows.Contains(null))
            return this.Invalid(Error.Validation("", "Write amounts like 1250.00."));

        if (BudgetInput.ReadPercents(Input.ThresholdPercents) is not { } thresholds)
            return this.Invalid(BudgetInput.NoPercents);

        var saved = await sender.Send(new UpdateBudget(new BudgetId(Id), Input.Name ?? "", [.. rows.OfType<BudgetRowDraft>()], thresholds), ct);
        if (saved.Error is { } error)
            return this.Invalid(error);

        this.Toast("The budget is saved.");
        return RedirectToPage("/Budgets/Details", new { id = Id });
    }

    [Sends<DeleteBudget>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var deleted = await sender.Send(new DeleteBudget(new BudgetId(Id)), ct);
        if (deleted.Error is { } error)
            return this.Refused(error);

        this.Toast("The budget is deleted.");
        return RedirectToPage("/Budgets/Index");
    }

    private Task<IActionResult?> LoadAsync(CancellationToken ct) => sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetBudget(new BudgetId(Id)), ct);
        if (found.Error is { } error)
            return (IActionResult?)this.Refused(error);

        Budget = found.Value;
        var first = new PageRequest(PageRequest.MaxLimit);
        foreach (var type in new[] { AccountType.Revenue, AccountType.Expense })
            Accounts = [.. Accounts, .. (await reads.Send(new ListAccounts(new(Type: type, IsArchived: false), first), ct)).Match(page => page.Items, _ => [])];
        _names = Accounts.Select(account => (account.Id, account.Code, account.Name)).Concat(Budget.Rows.Select(row => (row.Account.Id, row.Account.Code, row.Account.Name)))
            .DistinctBy(account => account.Id).ToDictionary(account => account.Id.Value, account => $"{account.Code} {account.Name}");
        return null;
    }, ct);
}

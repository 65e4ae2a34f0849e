using Financbase.Application.Documents;
using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Purchases;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Expenses;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Pages.Access;
using Financbase.Web.Pages.Projects;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Expenses;

/// <summary>What recording and changing an expense have in common.</summary>
public abstract class ExpenseFormModel(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
{
    [BindProperty]
    public ExpenseInput Input { get; set; } = new();

    /// <summary>Where costs can go; none for whoever may not see the chart of accounts.</summary>
    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public IReadOnlyList<AccountView> MoneyAccounts { get; private set; } = [];

    public IReadOnlyList<TaxRateView> Rates { get; private set; } = [];

    public IReadOnlyList<ProjectView> Projects { get; private set; } = [];

    /// <summary>Who counts by none sees nothing of them.</summary>
    public bool AsksForProject => Projects.Count > 0 || Input.Project is not null;

    public IReadOnlyList<VendorView> Vendors { get; private set; } = [];

    public IReadOnlyList<Suggestion> Members { get; private set; } = [];

    protected ISender Sender { get; } = sender;

    protected Currency Base => tenant.Tenant!.BaseCurrency;

    private static PageRequest First { get; } = new(PageRequest.MaxLimit);

    protected Task OfferAsync(CancellationToken ct) => Sender.ReadAsync(async reads =>
    {
        Accounts =
        [
            .. (await reads.Send(new ListAccounts(new(Type: AccountType.Expense, IsArchived: false), First), ct)).Match(page => page.Items, _ => []),
            .. (await reads.Send(new ListAccounts(new(Type: AccountType.Asset, IsArchived: false), First), ct)).Match(page => page.Items, _ => []),
        ];
        MoneyAccounts = await MoneyPlaces.ListAsync(reads, ct);
        Rates = (await reads.Send(new ListTaxRates(new(IsArchived: false), First), ct)).Match(page => page.Items, _ => []);
        Projects = await OfferedProjects.ReadAsync(reads, ct);
        Vendors = (await reads.Send(new ListVendors(new(IsArchived: false), First), ct)).Match(page => page.Items, _ => []);
        Members = await Choices.OfAsync(reads, Choices.Member, null, ct);
        return true;
    }, ct);

    /// <summary>What is typed as a draft. Who is no vendor is just called so.</summary>
    protected async Task<Result<ExpenseDraft>> DraftAsync(CancellationToken ct)
    {
        await OfferAsync(ct);
        if (!FormAmount.TryRead(Input.Amount, out var amount) || amount is null)
            return Error.Validation("amount", "Write an amount like 1250.00.");

        var isByPerson = Input.PaidFrom == ExpenseInput.ByPerson;
        UserId? person = null;
        if (isByPerson && !string.IsNullOrWhiteSpace(Input.Person))
        {
            var found = await Choices.FindAsync(Sender, Choices.Member, Input.Person, "person", ct);
            if (found.Error is { } nobody)
                return nobody;
            person = new UserId(found.Value);
        }

        var vendor = await Choices.FindAsync(Sender, Choices.Vendor, Input.Payee, "payee", ct);
        return new ExpenseDraft(
            vendor.IsSuccess ? null : Input.Payee, amount.Value, Input.Account is { } cost ? new AccountId(cost) : null, Input.SpentOn, Input.Currency,
            Input.TaxRate is { } rate ? new TaxRateId(rate) : null, Input.Purpose, vendor.IsSuccess ? new VendorId(vendor.Value) : null,
            isByPerson ? ExpensePayer.Person : ExpensePayer.Organization, null, Input.MoneyAccount is { } money ? new AccountId(money) : null, person,
            Input.Project is { } project ? new ProjectId(project) : null);
    }

    /// <summary>The expense's page; or the form again.</summary>
    protected IActionResult After(Result<DraftedExpense> saved)
    {
        if (saved.Error is { } error)
            return this.Invalid(error);

        this.Toast(saved.Value.Duplicates.Count > 0 ? "The draft is saved. There is another one like it: look at it first." : "The draft is saved. Attach the receipt and hand it in.");
        return RedirectToPage("/Expenses/Details", new { id = saved.Value.Id.Value });
    }
}

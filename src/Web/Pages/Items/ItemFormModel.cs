using Financbase.Application.Documents;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Items;

/// <summary>What adding and changing an item have in common. Rates and accounts are offered to whoever may see them.</summary>
public abstract class ItemFormModel(ISender sender, IMultiTenantContextAccessor tenant) : PageModel
{
    [BindProperty]
    public ItemInput Input { get; set; } = new();

    public IReadOnlyList<TaxRateView> Rates { get; private set; } = [];

    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    public Currency Currency => tenant.Tenant!.BaseCurrency;

    protected ISender Sender { get; } = sender;

    protected static async Task<(IReadOnlyList<TaxRateView> Rates, IReadOnlyList<AccountView> Accounts)> ChoicesAsync(ISender reads, CancellationToken ct)
    {
        var first = new PageRequest(PageRequest.MaxLimit);
        var rates = await reads.Send(new ListTaxRates(new(IsArchived: false), first), ct);
        var accounts = await reads.Send(new ListAccounts(new(Type: AccountType.Revenue, IsArchived: false), first), ct);
        return (rates.Match(page => page.Items, _ => []), accounts.Match(page => page.Items, _ => []));
    }

    protected void Offer((IReadOnlyList<TaxRateView> Rates, IReadOnlyList<AccountView> Accounts) choices) => (Rates, Accounts) = choices;

    protected Result<ItemTerms> Terms() => !Amounts.TryRead(Input.UnitPrice, out var price) || price is null
        ? Error.Validation("unitPrice", "Write the price like 1250.00.")
        : new ItemTerms(
            Input.Name ?? "", price.Value, Input.Code, Input.Description, Input.Unit,
            Input.TaxRateId is { } rate ? new TaxRateId(rate) : null, Input.AccountId is { } account ? new AccountId(account) : null);
}

public sealed record ItemInput
{
    public string? Name { get; init; }

    public string? Code { get; init; }

    public string? Description { get; init; }

    public string? UnitPrice { get; init; }

    public string? Unit { get; init; }

    public Guid? TaxRateId { get; init; }

    public Guid? AccountId { get; init; }

    public bool IsArchived { get; init; }
}

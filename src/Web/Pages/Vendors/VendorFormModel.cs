using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Vendors;

/// <summary>What adding and changing a vendor have in common. Accounts are offered to whoever may see them.</summary>
public abstract class VendorFormModel(ISender sender) : PageModel
{
    [BindProperty]
    public VendorInput Input { get; set; } = new();

    public IReadOnlyList<AccountView> Accounts { get; private set; } = [];

    protected ISender Sender { get; } = sender;

    protected async Task OfferAsync(CancellationToken ct) => Offer(await Sender.ReadAsync(reads => AccountsAsync(reads, ct), ct));

    protected void Offer(IReadOnlyList<AccountView> accounts) => Accounts = accounts;

    protected static async Task<IReadOnlyList<AccountView>> AccountsAsync(ISender reads, CancellationToken ct)
    {
        var first = new PageRequest(PageRequest.MaxLimit);
        var expenses = await reads.Send(new ListAccounts(new(Type: AccountType.Expense, IsArchived: false), first), ct);
        var assets = await reads.Send(new ListAccounts(new(Type: AccountType.Asset, IsArchived: false), first), ct);
        return [.. expenses.Match(page => page.Items, _ => []), .. assets.Match(page => page.Items, _ => [])];
    }
}

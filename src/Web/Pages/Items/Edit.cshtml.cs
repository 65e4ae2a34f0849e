using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Financbase.Web.Pages.Items;

[RequirePermission(Permissions.Items.Manage)]
public sealed class EditModel(ISender sender, IMultiTenantContextAccessor tenant) : ItemFormModel(sender, tenant)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ItemView Item { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = new()
        {
            Name = Item.Name,
            Code = Item.Code,
            Description = Item.Description,
            UnitPrice = Amounts.Price(Item.UnitPrice, Currency),
            Unit = Item.Unit,
            TaxRateId = Item.TaxRateId?.Value,
            AccountId = Item.AccountId?.Value,
            IsArchived = Item.IsArchived,
        };
        return Page();
    }

    [Sends<UpdateItem>]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var terms = Terms();
        var saved = terms.Error is { } unread ? unread : await Sender.Send(new UpdateItem(new ItemId(Id), terms.Value, Input.IsArchived), ct);
        return saved.Error is { } error ? this.Invalid(error) : Done($"{saved.Value.Name} is saved.");
    }

    [Sends<DeleteItem>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        var removed = await Sender.Send(new DeleteItem(new ItemId(Id)), ct);
        return removed.Error is { } error ? this.Refused(error) : Done(removed.Value.IsArchived ? "The item is in use, so it is archived." : "The item is deleted.");
    }

    private Task<IActionResult?> LoadAsync(CancellationToken ct) => Sender.ReadAsync(async reads =>
    {
        var found = await reads.Send(new GetItem(new ItemId(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        Item = found.Value;
        Offer(await ChoicesAsync(reads, ct));
        return (IActionResult?)null;
    }, ct);

    private RedirectToPageResult Done(string sentence)
    {
        this.Toast(sentence);
        return RedirectToPage("/Items/Index");
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Adds an item. A code twice is refused.</summary>
[RequirePermission(Permissions.Items.Manage)]
[Audited("item.add", "Added an item")]
public sealed record CreateItem(ItemTerms Terms) : ICommand<ItemView>;

internal sealed class CreateItemHandler(IRepository<Item> items, SalesReferences references, IMultiTenantContextAccessor tenant) : IHandler<CreateItem, ItemView>
{
    public async Task<Result<ItemView>> Handle(CreateItem command, CancellationToken cancellationToken)
    {
        var item = Item.Add(tenant.OrganizationId, command.Terms);
        await references.CheckAsync(item.TaxRateId, cancellationToken);
        await references.CheckAsync(item.AccountId, cancellationToken);
        items.Add(item);
        return ItemView.Of(item);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Says anew what an item is, and archives it or offers it again. Documents keep what they say.</summary>
[RequirePermission(Permissions.Items.Manage)]
[Audited("item.change", "Changed an item")]
public sealed record UpdateItem(ItemId Id, ItemTerms Terms, bool IsArchived = false) : ICommand<ItemView>;

internal sealed class UpdateItemHandler(IRepository<Item> items, SalesReferences references) : IHandler<UpdateItem, ItemView>
{
    public async Task<Result<ItemView>> Handle(UpdateItem command, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(command.Id, cancellationToken) is not { } item)
            return Error.NotFound("item");

        // What it named before may have been archived meanwhile.
        if (command.Terms.TaxRateId != item.TaxRateId)
            await references.CheckAsync(command.Terms.TaxRateId, cancellationToken);
        if (command.Terms.AccountId != item.AccountId)
            await references.CheckAsync(command.Terms.AccountId, cancellationToken);
        item.Change(command.Terms, command.IsArchived);
        return ItemView.Of(item);
    }
}

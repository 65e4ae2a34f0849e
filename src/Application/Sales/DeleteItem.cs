using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Forgets an item; where something refers to it, archives it.</summary>
[RequirePermission(Permissions.Items.Manage)]
[Audited("item.remove", "Deleted or archived an item")]
public sealed record DeleteItem(ItemId Id) : ICommand<Removed>;

internal sealed class DeleteItemHandler(IRepository<Item> items, IDocumentUses uses) : IHandler<DeleteItem, Removed>
{
    public async Task<Result<Removed>> Handle(DeleteItem command, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(command.Id, cancellationToken) is not { } item)
            return Error.NotFound("item");

        var isUsed = await uses.HasAnyAsync(item.Id, cancellationToken);
        if (isUsed)
            item.Archive();
        else
            items.Remove(item);
        return new Removed(isUsed);
    }
}

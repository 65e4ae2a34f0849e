using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Sales;

/// <summary>What is sold, by name, with prices in the base currency.</summary>
[RequirePermission(Permissions.Items.Read)]
public sealed record ListItems(ItemFilter Filter, PageRequest Page) : IQuery<Page<ItemView>>, ISorted
{
    public static Sorts Sorts { get; } = new("name");
}

internal sealed class ListItemsHandler(ISalesReads reads) : IHandler<ListItems, Page<ItemView>>
{
    public async Task<Result<Page<ItemView>>> Handle(ListItems request, CancellationToken cancellationToken) =>
        await reads.ListItemsAsync(request.Filter, request.Page, cancellationToken);
}

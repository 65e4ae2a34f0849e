using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>One item with what lines of documents begin with.</summary>
[RequirePermission(Permissions.Items.Read)]
public sealed record GetItem(ItemId Id) : IQuery<ItemView>;

internal sealed class GetItemHandler(ISalesReads reads) : IHandler<GetItem, ItemView>
{
    public async Task<Result<ItemView>> Handle(GetItem request, CancellationToken cancellationToken) =>
        await reads.FindItemAsync(request.Id, cancellationToken) is { } item ? item : Error.NotFound("item");
}

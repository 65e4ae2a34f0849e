using Financbase.Application.Paging;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Customers and items of the current organization.</summary>
public interface ISalesReads
{
    Task<Page<CustomerView>> ListCustomersAsync(CustomerFilter filter, PageRequest page, CancellationToken ct);

    Task<CustomerView?> FindCustomerAsync(CustomerId id, CancellationToken ct);

    Task<Page<ItemView>> ListItemsAsync(ItemFilter filter, PageRequest page, CancellationToken ct);

    Task<ItemView?> FindItemAsync(ItemId id, CancellationToken ct);
}

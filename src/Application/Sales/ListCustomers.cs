using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Sales;

/// <summary>Customers by name, with where they are and where their invoices go.</summary>
[RequirePermission(Permissions.Customers.Read)]
public sealed record ListCustomers(CustomerFilter Filter, PageRequest Page) : IQuery<Page<CustomerView>>, ISorted
{
    public static Sorts Sorts { get; } = new("name");
}

internal sealed class ListCustomersHandler(ISalesReads reads) : IHandler<ListCustomers, Page<CustomerView>>
{
    public async Task<Result<Page<CustomerView>>> Handle(ListCustomers request, CancellationToken cancellationToken) =>
        await reads.ListCustomersAsync(request.Filter, request.Page, cancellationToken);
}

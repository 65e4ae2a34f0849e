using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>One customer with everything that is known of it.</summary>
[RequirePermission(Permissions.Customers.Read)]
public sealed record GetCustomer(CustomerId Id) : IQuery<CustomerView>;

internal sealed class GetCustomerHandler(ISalesReads reads) : IHandler<GetCustomer, CustomerView>
{
    public async Task<Result<CustomerView>> Handle(GetCustomer request, CancellationToken cancellationToken) =>
        await reads.FindCustomerAsync(request.Id, cancellationToken) is { } customer ? customer : Error.NotFound("customer");
}

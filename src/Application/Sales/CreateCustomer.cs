using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>Adds a customer. Only the name has to be known.</summary>
[RequirePermission(Permissions.Customers.Manage)]
[Audited("customer.add", "Added a customer")]
public sealed record CreateCustomer(CustomerTerms Terms) : ICommand<CustomerView>;

internal sealed class CreateCustomerHandler(IRepository<Customer> customers, IMultiTenantContextAccessor tenant) : IHandler<CreateCustomer, CustomerView>
{
    public Task<Result<CustomerView>> Handle(CreateCustomer command, CancellationToken cancellationToken)
    {
        var customer = Customer.Add(tenant.OrganizationId, command.Terms);
        customers.Add(customer);
        return Task.FromResult<Result<CustomerView>>(CustomerView.Of(customer));
    }
}

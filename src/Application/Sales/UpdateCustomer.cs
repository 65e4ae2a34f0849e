using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Says anew what is known of a customer, and archives it or offers it again. Finalised documents keep what they say.</summary>
[RequirePermission(Permissions.Customers.Manage)]
[Audited("customer.change", "Changed a customer")]
public sealed record UpdateCustomer(CustomerId Id, CustomerTerms Terms, bool IsArchived = false) : ICommand<CustomerView>;

internal sealed class UpdateCustomerHandler(IRepository<Customer> customers) : IHandler<UpdateCustomer, CustomerView>
{
    public async Task<Result<CustomerView>> Handle(UpdateCustomer command, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(command.Id, cancellationToken) is not { } customer)
            return Error.NotFound("customer");

        customer.Change(command.Terms, command.IsArchived);
        return CustomerView.Of(customer);
    }
}

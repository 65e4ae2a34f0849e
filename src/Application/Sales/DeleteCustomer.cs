using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Forgets a customer; where something refers to it, archives it.</summary>
[RequirePermission(Permissions.Customers.Manage)]
[Audited("customer.remove", "Deleted or archived a customer")]
public sealed record DeleteCustomer(CustomerId Id) : ICommand<Removed>;

internal sealed class DeleteCustomerHandler(IRepository<Customer> customers, IDocumentUses uses) : IHandler<DeleteCustomer, Removed>
{
    public async Task<Result<Removed>> Handle(DeleteCustomer command, CancellationToken cancellationToken)
    {
        if (await customers.FindAsync(command.Id, cancellationToken) is not { } customer)
            return Error.NotFound("customer");

        var isUsed = await uses.HasAnyAsync(customer.Id, cancellationToken);
        if (isUsed)
            customer.Archive();
        else
            customers.Remove(customer);
        return new Removed(isUsed);
    }
}

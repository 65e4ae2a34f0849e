using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Documents;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales.Recurring;

/// <summary>Forgets a template; one by which invoices were made is ended and kept.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("recurring_invoice.remove", "Deleted or ended a recurring invoice")]
public sealed record DeleteRecurringInvoice(RecurringInvoiceId Id) : ICommand<Removed>;

internal sealed class DeleteRecurringInvoiceHandler(IRepository<RecurringInvoice> templates, IRecurringInvoices books) : IHandler<DeleteRecurringInvoice, Removed>
{
    public async Task<Result<Removed>> Handle(DeleteRecurringInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync(command.Id, cancellationToken);
        if (await templates.FindAsync(command.Id, cancellationToken) is not { } recurring)
            return Error.NotFound("recurring invoice");

        if (recurring.Made > 0)
        {
            recurring.End();
        }
        else
        {
            await books.RemoveLinesAsync(recurring.Id, cancellationToken);
            templates.Remove(recurring);
        }

        return new Removed(recurring.Made > 0);
    }
}

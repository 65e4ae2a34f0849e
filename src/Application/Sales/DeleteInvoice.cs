using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Forgets a draft. What has a number is never forgotten: it is voided.</summary>
[RequirePermission(Permissions.Invoices.Manage)]
[Audited("invoice.delete", "Deleted a draft of an invoice")]
public sealed record DeleteInvoice(InvoiceId Id) : ICommand<Done>;

internal sealed class DeleteInvoiceHandler(IRepository<Invoice> invoices, IInvoices books) : IHandler<DeleteInvoice, Done>
{
    public async Task<Result<Done>> Handle(DeleteInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await invoices.FindAsync(command.Id, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        invoice.RequireDraft();
        await books.RemoveLinesAsync(invoice.Id, cancellationToken);
        invoices.Remove(invoice);
        return new Done();
    }
}

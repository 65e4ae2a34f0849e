using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Gives a draft the next number of its fiscal year, freezes it, and posts it to the books.</summary>
[RequirePermission(Permissions.Invoices.Finalize)]
[Audited("invoice.finalize", "Finalised an invoice")]
public sealed record FinalizeInvoice(InvoiceId Id) : ICommand<FinalizedInvoice>;

/// <param name="Id">The invoice.</param>
/// <param name="Number">In its series.</param>
/// <param name="Status">Finalised.</param>
/// <param name="Gross">What is owed.</param>
public sealed record FinalizedInvoice(InvoiceId Id, string Number, InvoiceStatus Status, Money Gross);

internal sealed class FinalizeInvoiceHandler(IRepository<Invoice> invoices, IInvoices books, InvoiceIssue issue) : IHandler<FinalizeInvoice, FinalizedInvoice>
{
    public async Task<Result<FinalizedInvoice>> Handle(FinalizeInvoice command, CancellationToken cancellationToken)
    {
        await books.HoldAsync([command.Id], cancellationToken);
        if (await invoices.FindAsync(command.Id, cancellationToken) is not { Kind: InvoiceKind.Invoice } invoice)
            return Error.NotFound("invoice");

        await issue.IssueAsync(invoice, cancellationToken);
        return new FinalizedInvoice(invoice.Id, invoice.Number!, invoice.Status, invoice.Gross);
    }
}

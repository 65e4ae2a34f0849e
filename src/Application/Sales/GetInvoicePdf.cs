using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>A finalised invoice or credit note as a PDF.</summary>
/// <param name="Id">The invoice or credit note.</param>
/// <param name="Kind">Only if it is that; null for either.</param>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetInvoicePdf(InvoiceId Id, InvoiceKind? Kind = null) : IQuery<PrintedFile>;

internal sealed class GetInvoicePdfHandler(IInvoices books, InvoicePrinting printing) : IHandler<GetInvoicePdf, PrintedFile>
{
    public async Task<Result<PrintedFile>> Handle(GetInvoicePdf request, CancellationToken cancellationToken)
    {
        if (await books.FindAsync(request.Id, cancellationToken) is not { } invoice || (request.Kind is { } kind && kind != invoice.Kind))
            return Error.NotFound(request.Kind == InvoiceKind.CreditNote ? "credit note" : "invoice");

        return invoice.Status == InvoiceStatus.Draft ? SalesErrors.NotFinalized : await printing.PrintAsync(invoice, cancellationToken);
    }
}

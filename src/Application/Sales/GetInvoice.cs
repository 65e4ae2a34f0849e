using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>One invoice with its lines, its taxes and what is still owed.</summary>
/// <param name="Id">The invoice or credit note.</param>
/// <param name="Kind">Only if it is that; null for either.</param>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetInvoice(InvoiceId Id, InvoiceKind? Kind = null) : IQuery<InvoiceView>;

internal sealed class GetInvoiceHandler(IInvoices books) : IHandler<GetInvoice, InvoiceView>
{
    public async Task<Result<InvoiceView>> Handle(GetInvoice request, CancellationToken cancellationToken) =>
        await books.FindAsync(request.Id, cancellationToken) is { } invoice && (request.Kind is null || request.Kind == invoice.Kind)
            ? invoice
            : Error.NotFound(request.Kind == InvoiceKind.CreditNote ? "credit note" : "invoice");
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>The PDF of the invoice that a link shows.</summary>
[Anonymous]
public sealed record GetSharedInvoicePdf(string Token) : IQuery<PrintedFile>
{
    public override string ToString() => nameof(GetSharedInvoicePdf);
}

internal sealed class GetSharedInvoicePdfHandler(SharedInvoices shared, InvoicePrinting printing) : IHandler<GetSharedInvoicePdf, PrintedFile>
{
    public async Task<Result<PrintedFile>> Handle(GetSharedInvoicePdf request, CancellationToken cancellationToken) =>
        await shared.OpenAsync(request.Token, cancellationToken) is { } opened ? await printing.PrintAsync(opened.Invoice, cancellationToken) : SalesErrors.LinkDead;
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>The invoice that a link shows, for whoever has the link.</summary>
[Anonymous]
public sealed record GetSharedInvoice(string Token) : IQuery<SharedInvoice>
{
    // A record prints its members, and a log may print a record.
    public override string ToString() => nameof(GetSharedInvoice);
}

internal sealed class GetSharedInvoiceHandler(SharedInvoices shared, IDocumentLinks links, InvoiceDrafting drafting) : IHandler<GetSharedInvoice, SharedInvoice>
{
    public async Task<Result<SharedInvoice>> Handle(GetSharedInvoice request, CancellationToken cancellationToken)
    {
        if (await shared.OpenAsync(request.Token, cancellationToken) is not { } opened)
            return SalesErrors.LinkDead;

        var isNoted = await links.WasViewedAsync(opened.Invoice.Id, await drafting.TodayAsync(cancellationToken), cancellationToken);
        return new SharedInvoice(opened.Invoice, opened.IssuedBy, InvoicePaper.Of(opened.Invoice, opened.IssuedBy, null).Payment, isNoted);
    }
}

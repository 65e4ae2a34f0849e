using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>The code with which the invoice that a link shows is paid, as a picture.</summary>
[Anonymous]
public sealed record GetSharedPaymentCode(string Token) : IQuery<PrintedFile>
{
    public override string ToString() => nameof(GetSharedPaymentCode);
}

internal sealed class GetSharedPaymentCodeHandler(SharedInvoices shared, IPapers papers) : IHandler<GetSharedPaymentCode, PrintedFile>
{
    public async Task<Result<PrintedFile>> Handle(GetSharedPaymentCode request, CancellationToken cancellationToken) =>
        await shared.OpenAsync(request.Token, cancellationToken) is { } opened && InvoicePaper.Of(opened.Invoice, opened.IssuedBy, null).Payment?.Code is { } code
            ? new PrintedFile("code.png", papers.Picture(code))
            : SalesErrors.LinkDead;
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>Payments of customers, the latest first unless told otherwise.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record ListPayments(PaymentFilter Filter, PageRequest Page) : IQuery<Page<PaymentSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-date");
}

internal sealed class ListPaymentsHandler(ISettlements settlements, IRepository<Invoice> invoices) : IHandler<ListPayments, Page<PaymentSummary>>
{
    public async Task<Result<Page<PaymentSummary>>> Handle(ListPayments request, CancellationToken cancellationToken) =>
        request.Filter.Invoice is { } id && await invoices.FindAsync(id, cancellationToken) is not { Kind: InvoiceKind.Invoice }
            ? Error.NotFound("invoice")
            : await settlements.ListPaymentsAsync(request.Filter, request.Page, cancellationToken);
}

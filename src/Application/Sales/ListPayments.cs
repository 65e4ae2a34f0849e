using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Sales;

/// <summary>Payments of customers, the latest first unless told otherwise.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record ListPayments(PaymentFilter Filter, PageRequest Page) : IQuery<Page<PaymentSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-date");
}

internal sealed class ListPaymentsHandler(ISettlements settlements) : IHandler<ListPayments, Page<PaymentSummary>>
{
    public async Task<Result<Page<PaymentSummary>>> Handle(ListPayments request, CancellationToken cancellationToken) =>
        await settlements.ListPaymentsAsync(request.Filter, request.Page, cancellationToken);
}

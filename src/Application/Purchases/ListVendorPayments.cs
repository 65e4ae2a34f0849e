using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Payments to vendors, the latest first unless told otherwise.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record ListVendorPayments(VendorPaymentFilter Filter, PageRequest Page) : IQuery<Page<VendorPaymentSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-date");
}

internal sealed class ListVendorPaymentsHandler(IVendorSettlements settlements, IRepository<Bill> bills) : IHandler<ListVendorPayments, Page<VendorPaymentSummary>>
{
    public async Task<Result<Page<VendorPaymentSummary>>> Handle(ListVendorPayments request, CancellationToken cancellationToken) =>
        request.Filter.Bill is { } id && await bills.FindAsync(id, cancellationToken) is null
            ? Error.NotFound("bill")
            : await settlements.ListPaymentsAsync(request.Filter, request.Page, cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases;

/// <summary>Credits of vendors, the latest first unless told otherwise.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record ListVendorCredits(VendorCreditFilter Filter, PageRequest Page) : IQuery<Page<VendorCreditSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-creditDate");
}

internal sealed class ListVendorCreditsHandler(IVendorCredits books) : IHandler<ListVendorCredits, Page<VendorCreditSummary>>
{
    public async Task<Result<Page<VendorCreditSummary>>> Handle(ListVendorCredits request, CancellationToken cancellationToken) =>
        await books.ListAsync(request.Filter, request.Page, cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases;

/// <summary>Bills, the latest first unless told otherwise.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record ListBills(BillFilter Filter, PageRequest Page) : IQuery<Page<BillSummary>>, ISorted
{
    public static Sorts Sorts { get; } = new("-billDate", "dueDate");
}

internal sealed class ListBillsHandler(IBills books) : IHandler<ListBills, Page<BillSummary>>
{
    public async Task<Result<Page<BillSummary>>> Handle(ListBills request, CancellationToken cancellationToken) =>
        await books.ListAsync(request.Filter, request.Page, cancellationToken);
}

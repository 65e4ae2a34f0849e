using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>One bill with its lines, its taxes and others that might be the same one.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record GetBill(BillId Id) : IQuery<BillView>;

internal sealed class GetBillHandler(IBills books) : IHandler<GetBill, BillView>
{
    public async Task<Result<BillView>> Handle(GetBill request, CancellationToken cancellationToken) =>
        await books.FindAsync(request.Id, cancellationToken) is { } bill ? bill : Error.NotFound("bill");
}

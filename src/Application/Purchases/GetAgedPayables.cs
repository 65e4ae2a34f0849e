using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Purchases;

/// <summary>What is owed to vendors, by how long it is overdue.</summary>
/// <param name="AsOf">At the end of this day.</param>
/// <param name="Compare">What is put beside it.</param>
[RequirePermission(Permissions.Bills.Read)]
public sealed record GetAgedPayables(DateOnly AsOf, Comparison Compare = Comparison.None) : IQuery<AgedPayables>;

internal sealed class GetAgedPayablesHandler(IVendorSettlements settlements) : IHandler<GetAgedPayables, AgedPayables>
{
    public async Task<Result<AgedPayables>> Handle(GetAgedPayables request, CancellationToken cancellationToken) =>
        await settlements.ReadAgedAsync(request.AsOf, ReportPeriod.DayBefore(request.AsOf, request.Compare), cancellationToken);
}

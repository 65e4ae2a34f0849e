using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Ledger;

namespace Financbase.Application.Sales;

/// <summary>What customers owe, by how long it is overdue.</summary>
/// <param name="AsOf">At the end of this day.</param>
/// <param name="Compare">What is put beside it.</param>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetAgedReceivables(DateOnly AsOf, Comparison Compare = Comparison.None) : IQuery<AgedReceivables>;

internal sealed class GetAgedReceivablesHandler(ISettlements settlements) : IHandler<GetAgedReceivables, AgedReceivables>
{
    public async Task<Result<AgedReceivables>> Handle(GetAgedReceivables request, CancellationToken cancellationToken) =>
        await settlements.ReadAgedAsync(request.AsOf, ReportPeriod.DayBefore(request.AsOf, request.Compare), cancellationToken);
}

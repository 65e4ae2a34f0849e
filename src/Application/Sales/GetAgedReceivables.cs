using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Sales;

/// <summary>What customers owe, by how long it is overdue.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetAgedReceivables(DateOnly AsOf) : IQuery<AgedReceivables>;

internal sealed class GetAgedReceivablesHandler(ISettlements settlements) : IHandler<GetAgedReceivables, AgedReceivables>
{
    public async Task<Result<AgedReceivables>> Handle(GetAgedReceivables request, CancellationToken cancellationToken) =>
        await settlements.ReadAgedAsync(request.AsOf, cancellationToken);
}

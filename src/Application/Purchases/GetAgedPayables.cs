using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases;

/// <summary>What is owed to vendors, by how long it is overdue.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record GetAgedPayables(DateOnly AsOf) : IQuery<AgedPayables>;

internal sealed class GetAgedPayablesHandler(IVendorSettlements settlements) : IHandler<GetAgedPayables, AgedPayables>
{
    public async Task<Result<AgedPayables>> Handle(GetAgedPayables request, CancellationToken cancellationToken) =>
        await settlements.ReadAgedAsync(request.AsOf, cancellationToken);
}

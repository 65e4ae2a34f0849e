using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases;

/// <summary>What open bills come to, and when they are due.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record GetPayablesDue(DateOnly Today) : IQuery<DueItems>;

internal sealed class GetPayablesDueHandler(IDueItems items) : IHandler<GetPayablesDue, DueItems>
{
    public async Task<Result<DueItems>> Handle(GetPayablesDue request, CancellationToken cancellationToken) =>
        await items.ReadPayablesAsync(request.Today, cancellationToken);
}

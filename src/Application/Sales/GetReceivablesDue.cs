using Financbase.Application.Access;
using Financbase.Application.Documents;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Sales;

/// <summary>What open invoices come to, and when they are due.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetReceivablesDue(DateOnly Today) : IQuery<DueItems>;

internal sealed class GetReceivablesDueHandler(IDueItems items) : IHandler<GetReceivablesDue, DueItems>
{
    public async Task<Result<DueItems>> Handle(GetReceivablesDue request, CancellationToken cancellationToken) =>
        await items.ReadReceivablesAsync(request.Today, cancellationToken);
}

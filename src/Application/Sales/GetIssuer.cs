using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;

namespace Financbase.Application.Sales;

/// <summary>What the organization says of itself on its documents.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetIssuer : IQuery<IssuedBy>;

internal sealed class GetIssuerHandler(IssuerDesk issuers) : IHandler<GetIssuer, IssuedBy>
{
    public async Task<Result<IssuedBy>> Handle(GetIssuer request, CancellationToken cancellationToken) => await issuers.CurrentAsync(cancellationToken);
}

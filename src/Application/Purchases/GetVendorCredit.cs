using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>One credit of a vendor with its lines, its taxes and what it was used for.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record GetVendorCredit(VendorCreditId Id) : IQuery<VendorCreditView>;

internal sealed class GetVendorCreditHandler(IVendorCredits books) : IHandler<GetVendorCredit, VendorCreditView>
{
    public async Task<Result<VendorCreditView>> Handle(GetVendorCredit request, CancellationToken cancellationToken) =>
        await books.FindAsync(request.Id, cancellationToken) is { } credit ? credit : Error.NotFound("vendor credit");
}

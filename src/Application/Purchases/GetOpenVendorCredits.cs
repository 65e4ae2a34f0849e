using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>What of the payments to the vendor and of its credits could be used for a bill; the oldest first, at most fifty.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record GetOpenVendorCredits(BillId Id) : IQuery<IReadOnlyList<OpenVendorCredit>>;

internal sealed class GetOpenVendorCreditsHandler(IVendorSettlements settlements) : IHandler<GetOpenVendorCredits, IReadOnlyList<OpenVendorCredit>>
{
    private const int Most = 50;

    public async Task<Result<IReadOnlyList<OpenVendorCredit>>> Handle(GetOpenVendorCredits request, CancellationToken cancellationToken)
    {
        OpenVendorCredit[] credits = [.. await settlements.ListCreditsAsync(request.Id, Most, cancellationToken)];
        return credits;
    }
}

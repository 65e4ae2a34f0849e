using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>One payment to a vendor with what it was used for.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record GetVendorPayment(VendorPaymentId Id) : IQuery<VendorPaymentView>;

internal sealed class GetVendorPaymentHandler(IVendorSettlements settlements) : IHandler<GetVendorPayment, VendorPaymentView>
{
    public async Task<Result<VendorPaymentView>> Handle(GetVendorPayment request, CancellationToken cancellationToken) =>
        await settlements.FindPaymentAsync(request.Id, cancellationToken) is { } payment ? payment : Error.NotFound("payment");
}

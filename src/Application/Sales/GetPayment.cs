using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Sales;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Sales;

/// <summary>One payment with what it was used for.</summary>
[RequirePermission(Permissions.Invoices.Read)]
public sealed record GetPayment(PaymentId Id) : IQuery<PaymentView>;

internal sealed class GetPaymentHandler(ISettlements settlements) : IHandler<GetPayment, PaymentView>
{
    public async Task<Result<PaymentView>> Handle(GetPayment request, CancellationToken cancellationToken) =>
        await settlements.FindPaymentAsync(request.Id, cancellationToken) is { } payment ? payment : Error.NotFound("payment");
}

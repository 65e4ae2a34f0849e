using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>What a payment file could pay: open bills in euro of vendors with an IBAN that are in no file.</summary>
/// <param name="Most">So many at most.</param>
[RequirePermission(Permissions.PaymentFiles.Prepare)]
public sealed record GetPayableBills(int Most = 200) : IQuery<PayableBills>;

internal sealed class GetPayableBillsHandler(IPaymentFiles files) : IHandler<GetPayableBills, PayableBills>
{
    public async Task<Result<PayableBills>> Handle(GetPayableBills request, CancellationToken cancellationToken)
    {
        var found = await files.ListPayableAsync(request.Most + 1, cancellationToken);
        return new PayableBills([.. found.Take(request.Most)], found.Count > request.Most);
    }
}

using Financbase.Application.Access;
using Financbase.Application.Paging;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>What a payment file could pay, those that are due first: open bills in euro of vendors with an IBAN that are in no file.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Text">Only those whose number or vendor contains it.</param>
[RequirePermission(Permissions.PaymentFiles.Prepare)]
public sealed record GetPayableBills(PageRequest Page, string? Text = null) : IQuery<Page<PayableBill>>;

internal sealed class GetPayableBillsHandler(IPaymentFiles files) : IHandler<GetPayableBills, Page<PayableBill>>
{
    public async Task<Result<Page<PayableBill>>> Handle(GetPayableBills request, CancellationToken cancellationToken) =>
        await files.ListPayableAsync(request.Text, request.Page, cancellationToken);
}

using Financbase.Application.Access;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>One payment file with the bills that it pays.</summary>
[RequirePermission(Permissions.Bills.Read)]
public sealed record GetPaymentFile(PaymentFileId Id) : IQuery<PaymentFileView>;

internal sealed class GetPaymentFileHandler(IPaymentFiles files) : IHandler<GetPaymentFile, PaymentFileView>
{
    public async Task<Result<PaymentFileView>> Handle(GetPaymentFile request, CancellationToken cancellationToken) =>
        await files.FindAsync(request.Id, cancellationToken) is { } file ? file : Error.NotFound("payment file");
}

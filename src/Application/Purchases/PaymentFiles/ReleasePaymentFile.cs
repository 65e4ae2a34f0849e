using Financbase.Application.Access;
using Financbase.Application.Audit;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>Says that a payment file goes to no bank: its bills can be paid otherwise.</summary>
[RequirePermission(Permissions.PaymentFiles.Prepare)]
[Audited("payment_file.release", "Released a payment file")]
public sealed record ReleasePaymentFile(PaymentFileId Id) : ICommand<Done>;

internal sealed class ReleasePaymentFileHandler(PaymentFileDesk desk, TimeProvider clock) : IHandler<ReleasePaymentFile, Done>
{
    public async Task<Result<Done>> Handle(ReleasePaymentFile command, CancellationToken cancellationToken)
    {
        if (await desk.HoldAsync(command.Id, cancellationToken) is not { } file)
            return Error.NotFound("payment file");

        file.Release(clock.GetUtcNow());
        foreach (var bill in await desk.ListAsync(file.Id, cancellationToken))
            bill.Release();
        return new Done();
    }
}

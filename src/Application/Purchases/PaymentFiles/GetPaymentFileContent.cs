using Financbase.Application.Access;
using Financbase.Application.Persistence;
using Financbase.Application.Pipeline;
using Financbase.Application.Sales.Papers;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;
using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>A payment file as it goes to the bank, always the same; not once it is released.</summary>
[RequirePermission(Permissions.PaymentFiles.Prepare)]
public sealed record GetPaymentFileContent(PaymentFileId Id) : IQuery<PrintedFile>;

internal sealed class GetPaymentFileContentHandler(IRepository<PaymentFile> files, PaymentFileDesk desk) : IHandler<GetPaymentFileContent, PrintedFile>
{
    public async Task<Result<PrintedFile>> Handle(GetPaymentFileContent request, CancellationToken cancellationToken)
    {
        if (await files.FindAsync(request.Id, cancellationToken) is not { } file || !desk.MaySee(file.BankAccountId))
            return Error.NotFound("payment file");

        return file.Status == PaymentFileStatus.Released ? PurchasesErrors.FileEnded : new PrintedFile($"{file.MessageId}.xml", file.Content);
    }
}

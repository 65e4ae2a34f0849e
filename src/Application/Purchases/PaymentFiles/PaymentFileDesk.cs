using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Persistence;
using Financbase.Application.Specifications;
using Financbase.Domain.Banking;
using Financbase.Domain.Purchases.PaymentFiles;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>Finds payment files and what they pay.</summary>
internal sealed class PaymentFileDesk(IRepository<PaymentFile> files, IRepository<PaymentFileBill> bills, IPaymentFiles reads, ICurrentPrincipal principal)
{
    /// <summary>The file, held until the transaction ends.</summary>
    public async Task<PaymentFile?> HoldAsync(PaymentFileId id, CancellationToken ct)
    {
        await reads.HoldAsync(id, ct);
        return await files.FindAsync(id, ct);
    }

    /// <summary>In the file's order.</summary>
    public Task<IReadOnlyList<PaymentFileBill>> ListAsync(PaymentFileId id, CancellationToken ct) => bills.ListAsync(new OfFile(id), ct);

    /// <summary>Whether whoever asks may see the bank account: the file holds its number.</summary>
    public bool MaySee(BankAccountId account) => principal.Current.Rights.MaySee(account);

    private sealed class OfFile : Specification<PaymentFileBill>
    {
        public OfFile(PaymentFileId id) => Query.Where(bill => bill.PaymentFileId == id).OrderBy(bill => bill.Line);
    }
}

using Financbase.Application.Paging;
using Financbase.Domain.Purchases.PaymentFiles;

namespace Financbase.Application.Purchases.PaymentFiles;

/// <summary>How payment files are read.</summary>
public interface IPaymentFiles
{
    /// <summary>Lets nobody else end this file until the transaction ends. Ask before it is read, and before bills are held.</summary>
    Task HoldAsync(PaymentFileId id, CancellationToken ct);

    Task<Page<PaymentFileSummary>> ListAsync(PaymentFileFilter filter, PageRequest page, CancellationToken ct);

    Task<PaymentFileView?> FindAsync(PaymentFileId id, CancellationToken ct);

    /// <summary>Open bills in euro of vendors with an IBAN that are in no file; those that are due first.</summary>
    /// <param name="text">In their number or vendor; null asks for all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="ct">Ends the reading.</param>
    Task<Page<PayableBill>> ListPayableAsync(string? text, PageRequest page, CancellationToken ct);
}

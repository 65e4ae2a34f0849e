using Financbase.Application.Paging;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>Payments to vendors and what they were used for.</summary>
public interface IVendorSettlements
{
    /// <summary>Lets nobody else use or undo this payment until the transaction ends. Ask before it is read, and before bills are held.</summary>
    Task HoldAsync(VendorPaymentId id, CancellationToken ct);

    Task<Page<VendorPaymentSummary>> ListPaymentsAsync(VendorPaymentFilter filter, PageRequest page, CancellationToken ct);

    Task<VendorPaymentView?> FindPaymentAsync(VendorPaymentId id, CancellationToken ct);

    /// <summary>Payments to the bill's vendor and credits of it, in the bill's currency, of which something is left; the oldest first.</summary>
    Task<IReadOnlyList<OpenVendorCredit>> ListCreditsAsync(BillId bill, int most, CancellationToken ct);

    /// <summary>By vendor, in the base currency, of what was open at the end of the day.</summary>
    /// <param name="asOf">The day.</param>
    /// <param name="compared">An earlier day beside it.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<AgedPayables> ReadAgedAsync(DateOnly asOf, DateOnly? compared, CancellationToken ct);

    /// <summary>Approved bills that are not paid, are due on one of these days and of which that was not told yet; from now on it was.</summary>
    Task<IReadOnlyList<BillDueSoon>> TakeDueAsync(DateOnly from, DateOnly to, int most, CancellationToken ct);
}

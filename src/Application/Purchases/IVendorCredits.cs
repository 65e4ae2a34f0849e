using Financbase.Application.Paging;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>The lines of credits of vendors, which stand beside them, and how credits are read.</summary>
public interface IVendorCredits
{
    /// <summary>Lets nobody else change or use this credit until the transaction ends. Ask before it is read, and before bills are held.</summary>
    Task HoldAsync(VendorCreditId id, CancellationToken ct);

    /// <summary>In place of those that were there.</summary>
    Task WriteLinesAsync(VendorCredit credit, IReadOnlyList<BillLine> lines, CancellationToken ct);

    Task RemoveLinesAsync(VendorCreditId id, CancellationToken ct);

    /// <summary>In their order, with the taxes that they were written with.</summary>
    Task<IReadOnlyList<BillLine>> ReadLinesAsync(VendorCreditId id, CancellationToken ct);

    Task<Page<VendorCreditSummary>> ListAsync(VendorCreditFilter filter, PageRequest page, CancellationToken ct);

    Task<VendorCreditView?> FindAsync(VendorCreditId id, CancellationToken ct);
}

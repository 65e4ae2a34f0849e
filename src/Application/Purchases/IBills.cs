using Financbase.Application.Paging;
using Financbase.Domain.Access;
using Financbase.Domain.Purchases;

namespace Financbase.Application.Purchases;

/// <summary>The lines of bills, which stand beside them, and how bills are read.</summary>
public interface IBills
{
    /// <summary>Lets nobody else change these bills until the transaction ends. Ask before they are read; they are locked in the order of their ids.</summary>
    Task HoldAsync(IReadOnlyCollection<BillId> ids, CancellationToken ct);

    /// <summary>In place of those that were there.</summary>
    Task WriteLinesAsync(Bill bill, IReadOnlyList<BillLine> lines, CancellationToken ct);

    Task RemoveLinesAsync(BillId id, CancellationToken ct);

    /// <summary>In their order, with the taxes that they were written with.</summary>
    Task<IReadOnlyList<BillLine>> ReadLinesAsync(BillId id, CancellationToken ct);

    /// <summary>Other members whose role or exceptions may give them this permission; what they may in the end is asked of each.</summary>
    Task<IReadOnlyList<UserId>> ListPossibleHoldersAsync(string permission, UserId but, CancellationToken ct);

    Task<Page<BillSummary>> ListAsync(BillFilter filter, PageRequest page, CancellationToken ct);

    Task<BillView?> FindAsync(BillId id, CancellationToken ct);

    /// <summary>
    /// Other bills of the vendor that are neither void nor rejected and might be the same: with its number, or with its amount and a day at
    /// most seven days off. Those with the number first; at most ten.
    /// </summary>
    Task<IReadOnlyList<BillTwin>> FindTwinsAsync(BillId id, CancellationToken ct);
}

using Financbase.Application.Persistence;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Finds the bills that a payment is for.</summary>
internal sealed class BillsToPay(IRepository<Bill> bills, IBills books)
{
    /// <summary>In the order given, held until the transaction ends.</summary>
    /// <exception cref="DomainException">
    /// <c>purchases.bill_unknown</c>, <c>purchases.not_approved</c>, <c>purchases.other_vendor</c>, <c>purchases.nothing_open</c>.
    /// </exception>
    public async Task<IReadOnlyList<(Bill Document, decimal? Amount)>> HoldAsync(IReadOnlyList<BillShare> shares, CancellationToken ct)
    {
        await books.HoldAsync([.. shares.Select(share => share.BillId)], ct);
        var paid = new List<(Bill Document, decimal? Amount)>();
        foreach (var share in shares)
        {
            if (await bills.FindAsync(share.BillId, ct) is not { } bill)
                throw new DomainException(PurchasesErrors.BillUnknown);

            bill.RequireApproved();
            paid.Add((bill, share.Amount));
            BillSettlement.Match(bill, paid[0].Document.VendorId, paid[0].Document.Currency);
            if (bill.OpenMinor == 0)
                throw new DomainException(PurchasesErrors.NothingOpen);
        }

        return paid;
    }
}

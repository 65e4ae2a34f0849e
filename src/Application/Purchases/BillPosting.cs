using Financbase.Application.Ledger;
using Financbase.Application.Persistence;
using Financbase.Application.Tenancy;
using Financbase.Domain.Access;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.Purchases;
using Financbase.Domain.SharedKernel;

namespace Financbase.Application.Purchases;

/// <summary>Approves bills and posts them. Everything here is held before.</summary>
internal sealed class BillPosting(
    IRepository<Vendor> vendors, IBills books, ILedger ledger, IPostingAccounts postingAccounts, IExchangeRates rates, IMultiTenantContextAccessor tenant, TimeProvider clock)
{
    /// <param name="bill">One that waits.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="isAlone">Nobody else may decide.</param>
    /// <param name="postedOn">The day of its entry; null for the bill's own. What it is worth goes by the bill's own day in any case.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="DomainException">What keeps it from being approved or posted.</exception>
    public async Task ApproveAsync(Bill bill, UserId by, bool isAlone, DateOnly? postedOn, CancellationToken ct)
    {
        bill.RequireApprover(by, isAlone);
        var @base = tenant.Tenant!.BaseCurrency;
        var lines = await books.ReadLinesAsync(bill.Id, ct);
        var totals = DocumentTotals.Of(bill.Currency, [.. lines.Select(line => line.Line)]);
        var rate = await rates.FindAsync(bill.Currency, bill.BillDate, ct);
        var chosen = await postingAccounts.ReadAsync(ct);
        var postings = BillPostings.Of(totals, lines, role => chosen[role], rate, @base);
        var day = postedOn ?? bill.BillDate;
        bill.Approve(by, isAlone, ExchangeRate.Convert(totals.Gross, rate, @base), day, clock.GetUtcNow());
        if (postings.Count > 0)
        {
            var vendor = await vendors.FindAsync(bill.VendorId, ct);
            await ledger.PostAsync(JournalEntry.Of(BillPostings.DocumentOf(bill), day, $"Bill {bill.Number}, {vendor!.Name}", postings), ct);
        }
    }
}

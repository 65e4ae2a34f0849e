using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>What a credit of a vendor comes to in the books: a bill's entry the other way round.</summary>
public static class VendorCreditPostings
{
    /// <summary>The tax report knows it by the same kind as that of a bill.</summary>
    public static SourceDocument DocumentOf(VendorCredit credit) => new(JournalEntrySource.VendorCredit, credit.Id.Value, BillPostings.Approval);

    /// <summary>At most one entry for each refund; it is found from the credit.</summary>
    public static SourceDocument DocumentOf(VendorRefund refund) =>
        new(JournalEntrySource.VendorCredit, refund.VendorCreditId.Value, RefundPostings.KindOf(refund.Id.Value));

    /// <summary>Debit payable with the whole, credit costs account by account and tax receivable with each tax.</summary>
    /// <param name="totals">Of the lines.</param>
    /// <param name="lines">In the same order.</param>
    /// <param name="accountOf">The organization's account for a role; it throws where none is chosen, and is asked only for what is posted to.</param>
    /// <param name="rate">What one unit of the credit's currency is worth in the base currency; 1 where it is that.</param>
    /// <param name="base">The base currency.</param>
    /// <returns>None where everything comes to nothing. They add up to zero.</returns>
    public static IReadOnlyList<Posting> Of(
        DocumentTotals totals, IReadOnlyList<BillLine> lines, Func<PostingRole, AccountId> accountOf, decimal rate, Currency @base) =>
        BillPostings.Of(totals, lines, accountOf, rate, @base, 1);
}

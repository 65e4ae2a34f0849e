using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Purchases;

/// <summary>What a bill comes to in the books.</summary>
public static class BillPostings
{
    public const string Approval = "approve";

    public static SourceDocument DocumentOf(Bill bill) => new(JournalEntrySource.Bill, bill.Id.Value, Approval);

    /// <summary>Debit costs account by account and project by project with the amounts without tax, debit tax receivable with each tax, credit payable with the whole.</summary>
    /// <param name="totals">Of the lines.</param>
    /// <param name="lines">In the same order.</param>
    /// <param name="accountOf">The organization's account for a role; it throws where none is chosen, and is asked only for what is posted to.</param>
    /// <param name="rate">What one unit of the bill's currency is worth in the base currency; 1 where it is that.</param>
    /// <param name="base">The base currency.</param>
    /// <returns>None where everything comes to nothing. They add up to zero.</returns>
    public static IReadOnlyList<Posting> Of(
        DocumentTotals totals, IReadOnlyList<BillLine> lines, Func<PostingRole, AccountId> accountOf, decimal rate, Currency @base) =>
        Of(totals, lines, accountOf, rate, @base, -1);

    internal static IReadOnlyList<Posting> Of(
        DocumentTotals totals, IReadOnlyList<BillLine> lines, Func<PostingRole, AccountId> accountOf, decimal rate, Currency @base, int sign) => DocumentPostings.Of(
        totals, [.. lines.Select(line => new LinePlace(line.AccountId ?? accountOf(PostingRole.Purchases), line.ProjectId))], accountOf(PostingRole.Payable),
        () => accountOf(PostingRole.TaxReceivable), () => accountOf(PostingRole.Rounding), rate, @base, sign);
}

using System.Globalization;
using Financbase.Domain.Documents;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What an invoice, and the other way round a credit note, comes to in the books.</summary>
public static class InvoicePostings
{
    public const string Issue = "issue";

    public static SourceDocument DocumentOf(Invoice invoice) =>
        new(invoice.Kind == InvoiceKind.Invoice ? JournalEntrySource.Invoice : JournalEntrySource.CreditNote, invoice.Id.Value, Issue);

    /// <summary>
    /// Debit receivable with the whole, credit income account by account with the amounts without tax, credit tax payable with each tax.
    /// </summary>
    /// <param name="totals">Of the lines.</param>
    /// <param name="lines">In the same order.</param>
    /// <param name="accountOf">The organization's account for a role; it throws where none is chosen, and is asked only for what is posted to.</param>
    /// <param name="rate">What one unit of the document's currency is worth in the base currency; 1 where it is that.</param>
    /// <param name="base">The base currency.</param>
    /// <param name="sign">1 for an invoice, -1 for a credit note.</param>
    /// <returns>None where everything comes to nothing. They add up to zero.</returns>
    /// <exception cref="DomainException"><c>ledger.no_posting_account</c>: something is left over, and no account is chosen for that.</exception>
    public static IReadOnlyList<Posting> Of(
        DocumentTotals totals, IReadOnlyList<InvoiceLine> lines, Func<PostingRole, AccountId> accountOf, decimal rate, Currency @base, int sign)
    {
        var income = totals.Nets.Zip(lines).GroupBy(pair => pair.Second.AccountId ?? accountOf(PostingRole.Sales))
            .Select(group => (Account: group.Key, Amount: group.Aggregate(Money.Zero(totals.Net.Currency), (sum, pair) => sum + pair.First), Memo: (string?)null));
        var taxes = totals.Taxes.Where(tax => tax.Amount.Minor != 0).Select(tax => (Account: accountOf(PostingRole.TaxPayable), tax.Amount, Memo: (string?)MemoOf(tax.Name, tax.Percent)));
        var postings = new[] { (Account: accountOf(PostingRole.Receivable), Amount: -totals.Gross, Memo: (string?)null) }.Concat(income).Concat(taxes)
            .Select(one => Posting(one.Account, one.Amount, one.Memo, rate, @base, sign))
            .Where(posting => posting.Amount.Minor != 0).ToList();

        var left = postings.Sum(posting => posting.Amount.Minor);
        if (left != 0)
            postings.Add(new Posting(accountOf(PostingRole.Rounding), new Money(-left, @base)));
        return postings;
    }

    /// <summary>What the posting of a tax says, by which reports find it.</summary>
    public static string MemoOf(string tax, decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{tax} {percent:0.######} %");

    // Amounts are those of the credit side.
    private static Posting Posting(AccountId account, Money amount, string? memo, decimal rate, Currency @base, int sign)
    {
        var original = new Money(-sign * amount.Minor, amount.Currency);
        return amount.Currency == @base
            ? new Posting(account, original, memo)
            : new Posting(account, ExchangeRate.Convert(original, rate, @base), memo, original);
    }
}

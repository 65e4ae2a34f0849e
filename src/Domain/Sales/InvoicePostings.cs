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
    /// Debit receivable with the whole, credit income account by account and project by project with the amounts without tax, credit tax payable with each tax.
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
        DocumentTotals totals, IReadOnlyList<InvoiceLine> lines, Func<PostingRole, AccountId> accountOf, decimal rate, Currency @base, int sign) => DocumentPostings.Of(
        totals, [.. lines.Select(line => new LinePlace(line.AccountId ?? accountOf(PostingRole.Sales), line.ProjectId))], accountOf(PostingRole.Receivable),
        () => accountOf(PostingRole.TaxPayable), () => accountOf(PostingRole.Rounding), rate, @base, sign);
}

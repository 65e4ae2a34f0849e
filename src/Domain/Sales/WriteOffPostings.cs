using System.Globalization;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Sales;

/// <summary>What it comes to in the books that nobody expects money any more.</summary>
public static class WriteOffPostings
{
    /// <summary>How the kind of each write-off begins.</summary>
    public const string Kind = "write_off";

    /// <summary>What is open again after it was written off can be written off again: each has an entry, told apart by what was written off before.</summary>
    /// <param name="invoice">Before it is written off.</param>
    public static SourceDocument DocumentOf(Invoice invoice) => new(
        JournalEntrySource.Invoice, invoice.Id.Value, invoice.WrittenOffMinor == 0 ? Kind : string.Create(CultureInfo.InvariantCulture, $"{Kind}_after_{invoice.WrittenOffMinor}"));

    /// <summary>Debit bad debts, credit receivable; in the base currency.</summary>
    /// <param name="open">What is written off, in the currency of the invoice.</param>
    /// <param name="inBase">What it stands for.</param>
    /// <param name="base">The base currency.</param>
    /// <param name="accountOf">The organization's account for a role.</param>
    public static IReadOnlyList<Posting> Of(Money open, long inBase, Currency @base, Func<PostingRole, AccountId> accountOf) => inBase == 0 ? [] :
    [
        new Posting(accountOf(PostingRole.BadDebts), new Money(inBase, @base)),
        new Posting(accountOf(PostingRole.Receivable), new Money(-inBase, @base), null, open.Currency == @base ? null : -open),
    ];
}
